import { globMatches } from '../values/glob-match.ts';

/** A log of a stanza's head, with whatever its owner wants to know of it. */
interface Named<Place> {
  readonly text: string;
  readonly place: Place;
}

/** At most this many patterns of one folder, or whose folder is a pattern too, are tried on a log. */
const mostWide = 64;

/** Whether a log's name is a pattern. */
export function isPattern(name: string): boolean {
  return /[*?[]/.test(name);
}

/** Each log without wildcards that a pattern of `patterns` matches, with the first such pattern. */
export function* matchedLogs<Log, Pattern>(
  logs: readonly Named<Log>[],
  patterns: readonly Named<Pattern>[],
): Iterable<{ readonly log: Named<Log>; readonly pattern: Named<Pattern> }> {
  const byFolder = new Map<string, Named<Pattern>[]>();
  const wide: Named<Pattern>[] = [];
  const folders = new Set(logs.map(({ text }) => folderOf(text)));
  for (const pattern of patterns) {
    const folder = folderOf(pattern.text);
    if (isPattern(folder)) {
      if (wide.length < mostWide) wide.push(pattern);
    } else if (folders.has(folder)) {
      const here = byFolder.get(folder);
      if (here === undefined) byFolder.set(folder, [pattern]);
      else if (here.length < mostWide) here.push(pattern);
    }
  }
  for (const log of logs) {
    const here = byFolder.get(folderOf(log.text)) ?? [];
    const found = here.find(({ text }) => matches(text, log.text)) ?? wide.find(({ text }) => matches(text, log.text));
    if (found !== undefined) yield { log, pattern: found };
  }
}

/** Whether glob(3) finds the file by the pattern: part by part, and a dot at the beginning of one only where the pattern has it too. */
function matches(pattern: string, path: string): boolean {
  const parts = path.split('/');
  const wanted = pattern.split('/');
  return (
    parts.length === wanted.length &&
    wanted.every((one, at) => {
      const part = parts[at] as string;
      return (!part.startsWith('.') || one.startsWith('.')) && globMatches(one, part);
    })
  );
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
