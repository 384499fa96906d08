/** A key of the mapping that a line belongs to. */
export interface Sibling {
  readonly key: string;
  readonly value: string;
}

/** Where in a YAML text an offset stands, told by lines and indentation, so that it holds for a half-typed file too. */
export interface LineContext {
  /** Keys from the top to the mapping that the line stands in. */
  readonly path: readonly string[];
  /** The other keys of that mapping. */
  readonly siblings: readonly Sibling[];
  /** Whether the line begins an entry of a list. */
  readonly begins: boolean;
  /** The key of the line, where the offset stands behind its colon. */
  readonly key: string | undefined;
  /** Offset where the key, or the value behind its colon and quote, begins. */
  readonly start: number;
  /** Whether the offset stands in a comment. */
  readonly comment: boolean;
}

interface Line {
  readonly dash: number;
  readonly column: number;
  readonly key: string | undefined;
  readonly value: string;
}

/** What `offset` stands in. */
export function lineContext(text: string, offset: number): LineContext {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const own = read(before);
  const parts = /^([ ]*(?:-[ ]+)*)(?:["']?[\w.$]+["']?[ ]*:[ ]+(["']?))?/.exec(before) as RegExpExecArray;
  const key = own.key;
  const start = lineStart + (key === undefined ? (parts[1] as string).length : parts[0].length);
  const siblings: Sibling[] = [];
  const path: string[] = [];
  const above = text.slice(0, lineStart).split('\n').slice(0, -1).reverse();
  let limit = own.column;
  let mine = own.dash === -1;
  // Behind a dash a key of the same column may be the list's own.
  let listAt = own.dash;
  if (own.dash !== -1) limit = own.dash + 1;
  for (const content of above) {
    if (/^\s*(?:#|$)/.test(content)) continue;
    const line = read(content);
    if (mine && line.column === own.column && line.key !== undefined) {
      siblings.push({ key: line.key, value: line.value });
      if (line.dash !== -1) {
        mine = false;
        listAt = line.dash;
        limit = line.dash + 1;
      }
      continue;
    }
    if (line.key === undefined && line.dash === -1) continue;
    const at = line.column;
    if (at < limit || (listAt !== -1 && line.dash === -1 && at === listAt)) {
      mine = false;
      if (line.key !== undefined) path.unshift(line.key);
      limit = line.dash === -1 ? at : line.dash + 1;
      listAt = line.dash;
      if (at === 0) break;
    } else if (line.dash !== -1 && line.dash < limit && listAt !== line.dash) {
      limit = Math.min(limit, line.dash + 1);
      listAt = line.dash;
    }
  }
  const end = text.indexOf('\n', offset);
  for (const content of end === -1 ? [] : text.slice(end + 1).split('\n')) {
    if (/^\s*(?:#|$)/.test(content)) continue;
    const line = read(content);
    if (line.column < own.column || (line.dash !== -1 && line.dash < own.column)) break;
    if (line.column === own.column && line.key !== undefined) siblings.push({ key: line.key, value: line.value });
  }
  return { path, siblings, begins: own.dash !== -1, key, start, comment: /(?:^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, '')) };
}

function read(content: string): Line {
  const parts = /^([ ]*)((?:-[ ]+)*)(?:-$)?(?:["']?([\w.$]+)["']?[ ]*:(?:[ ]+(.*))?)?/.exec(content) as RegExpExecArray;
  const [, blank = '', dashes = '', key, value = ''] = parts;
  const colon = /^[ ]*(?:-[ ]+)*["']?[\w.$]+["']?[ ]*:(?:[ ]|$)/.test(content);
  return {
    dash: dashes === '' ? -1 : blank.length + dashes.lastIndexOf('-'),
    column: blank.length + dashes.length,
    key: colon ? key : undefined,
    value: value
      .replace(/^(["'])(.*)\1\s*$/, '$2')
      .replace(/[ ]+#.*$/, '')
      .trim(),
  };
}
