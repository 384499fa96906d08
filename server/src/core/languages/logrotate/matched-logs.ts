import { globMatches } from '../values/glob-match.ts';

/** A log of a stanza's head, with whatever its owner wants to know of it. */
interface Named<Place> {
  readonly text: string;
  readonly place: Place;
}

/** At most this many patterns that begin in one folder are tried on a log. */
const most = 64;

/** A pattern in its parts, read once for all the logs that it is tried on. */
interface Cut<Place> {
  readonly pattern: Named<Place>;
  readonly parts: readonly string[];
}

/** Whether a log's name is a pattern. */
export function isPattern(name: string): boolean {
  return wildcard.test(name);
}

const wildcard = /[*?[]/;

/** Each log without wildcards that a pattern of `patterns` matches, with the first such pattern. */
export function* matchedLogs<Log, Pattern>(
  logs: readonly Named<Log>[],
  patterns: readonly Named<Pattern>[],
): Iterable<{ readonly log: Named<Log>; readonly pattern: Named<Pattern> }> {
  if (patterns.length === 0 || logs.length === 0) return;
  // By the folders before the first wildcard: a pattern is tried on the logs below those alone.
  const byFolder = new Map<string, Cut<Pattern>[]>();
  for (const pattern of patterns) {
    const folder = folderOf(pattern.text.slice(0, pattern.text.search(wildcard)));
    const cut = { pattern, parts: pattern.text.split('/') };
    const here = byFolder.get(folder);
    if (here === undefined) byFolder.set(folder, [cut]);
    else if (here.length < most) here.push(cut);
  }
  for (const log of logs) {
    const found = patternOf(log.text, byFolder);
    if (found !== undefined) yield { log, pattern: found };
  }
}

/** The first pattern that matches `path`, those of its own folder before those of the folders above it. */
function patternOf<Place>(path: string, byFolder: ReadonlyMap<string, readonly Cut<Place>[]>): Named<Place> | undefined {
  let parts: readonly string[] | undefined;
  for (let end = Math.max(0, path.lastIndexOf('/')); end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1)) {
    const here = byFolder.get(path.slice(0, end));
    if (here === undefined) continue;
    parts ??= path.split('/');
    for (const { pattern, parts: wanted } of here) if (matches(wanted, parts)) return pattern;
  }
  return undefined;
}

/** Whether glob(3) finds the file by the pattern: part by part, and a dot at the beginning of one only where the pattern has it too. */
function matches(wanted: readonly string[], parts: readonly string[]): boolean {
  return (
    parts.length === wanted.length &&
    wanted.every((one, at) => {
      const part = parts[at] as string;
      return (one === part && !/[*?[\\]/.test(one)) || ((!part.startsWith('.') || one.startsWith('.')) && globMatches(one, part));
    })
  );
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
