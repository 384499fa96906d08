// What changed between the upstream sources that our facts were read from and those of today. Pure: texts in, changes out.
import { createHash } from 'node:crypto';

/** What of a source is kept in the table: its digest and the names that its pattern finds, sorted, each once. */
export function digestOf(text, pattern) {
  const sha256 = createHash('sha256').update(text).digest('hex');
  if (pattern === undefined) return { sha256 };
  const names = new Set();
  for (const match of text.matchAll(new RegExp(pattern, 'gm'))) names.add(match.slice(1).find((group) => group !== undefined));
  return { sha256, names: [...names].sort() };
}

/**
 * The changes of one source. `now` is its text of today, or undefined where it could not be read, then `trouble` says why. An empty list
 * where nothing changed.
 */
export function changesOf(source, now, trouble) {
  if (now === undefined) return [{ source, kind: 'unread', message: trouble }];
  const { sha256, names } = digestOf(now, source.names);
  if (sha256 === source.sha256) return [];
  const known = new Set(source.known ?? []);
  const added = (names ?? []).filter((name) => !known.has(name));
  const removed = names === undefined ? [] : [...known].filter((name) => !names.includes(name));
  return [{ source, kind: 'changed', added, removed }];
}

/** The changes as Markdown: for each what to look at; an empty text where there are none. */
export function report(changes) {
  const list = (names) => names.map((name) => `\`${name}\``).join(', ');
  return changes
    .map(({ source, kind, message, added = [], removed = [] }) => {
      const head = `### ${source.project}: \`${source.path}\``;
      if (kind === 'unread') return `${head}\n\nCould not be read: ${message}`;
      const lines = [
        head,
        '',
        `Changed since ${source.version}: ${source.url}`,
        '',
        ...(added.length > 0 ? [`- new: ${list(added)}`] : []),
        ...(removed.length > 0 ? [`- gone: ${list(removed)}`] : []),
        ...(added.length + removed.length === 0 ? ['- no name came or went; how something is read may have changed'] : []),
        ...source.facts.map((path) => `- to look at: \`${path}\``),
      ];
      return lines.join('\n');
    })
    .join('\n\n');
}

/** The sources of the table, one entry for each file of each project. */
export function sourcesOf(table) {
  return table.flatMap(({ project, version, url, files }) =>
    files.map((file) => ({ project, version, ...file, url: url.replace('{path}', file.path) })),
  );
}
