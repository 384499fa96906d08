import type { Unit, Units } from '../merge-keyed.ts';

/** Words that begin a stanza (interfaces(5); config.c, `read_interfaces_defn`). */
const stanza = /^(iface|mapping|rename|template|source|source-directory|source-dir|auto|allow-\S+|no-auto-down|no-scripts)$/;

/** The stanzas of an interfaces file: an `iface` by name and family, `auto` and `allow-*` as lists of names. */
export const interfacesUnits: Units = {
  of(lines) {
    const units: Unit[] = [];
    let body = -1;
    for (let at = 0; at < lines.length; ) {
      let end = at + 1;
      // A comment's backslash joins nothing (config.c, `get_line`).
      if (!/^\s*#/.test(lines[at] ?? '')) while (end < lines.length && /\\\r?\n$/.test(lines[end - 1] ?? '')) end++;
      const words = lines
        .slice(at, end)
        .join('')
        .replace(/\\\r?\n/g, ' ')
        .trim()
        .split(/\s+/);
      const [word = '', ...rest] = words;
      if (word === '' || word.startsWith('#')) units.push({ key: undefined, start: at, end });
      else if (stanza.test(word)) {
        units.push({ ...keyOf(word, rest), start: at, end });
        body = /^(iface|mapping|template)$/.test(word) ? units.length - 1 : -1;
      } else if (body >= 0) {
        // An option belongs to its stanza, with the comments between.
        const { key, start } = units[body] as Unit;
        units.length = body;
        units.push({ key, start, end });
      } else units.push({ key: `?${words.join(' ')}`, start: at, end });
      at = end;
    }
    return units;
  },
  goesOn: (line) => line.endsWith('\\'),
  gained: (key, names) => `${key.slice(1)} ${names.join(' ')}`,
  refuse: (lines, units) => {
    const stray = units.find(({ key }) => key?.startsWith('?') === true);
    return stray === undefined
      ? undefined
      : `\`${lines[stray.start]?.trim()}\` belongs to no stanza; a part begins with one, such as \`iface\` or \`auto\``;
  },
};

function keyOf(word: string, rest: readonly string[]): Pick<Unit, 'key' | 'names'> {
  if (word === 'iface') return { key: `iface ${rest[0] ?? ''} ${rest[1] ?? ''}` };
  if (word === 'auto' || word.startsWith('allow-') || word === 'no-auto-down' || word === 'no-scripts') {
    // `allow-auto` is `auto` (interfaces(5)).
    return { key: `+${word === 'allow-auto' ? 'auto' : word}`, names: rest };
  }
  return { key: [word, ...rest].join(' ') };
}
