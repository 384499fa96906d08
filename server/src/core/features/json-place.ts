/** Where a caret stands in the JSON object of an info string. */
export interface JsonPlace {
  /** The key whose value it stands in; undefined where a key belongs. */
  readonly key: string | undefined;
  /** What of the key or value stands before it, without the opening quote. */
  readonly typed: string;
  /** Whether it stands inside of quotes. */
  readonly open: boolean;
}

/** Whether what follows the brace of an info string is meant as JSON: the first thing in it is a quote. */
export function isJson(inside: string): boolean {
  return /^\s*"/.test(inside);
}

/**
 * Where the end of `inside` stands in a JSON object; `inside` is what follows the object's brace. Undefined where neither a key nor
 * a value may stand.
 */
export function jsonPlace(inside: string): JsonPlace | undefined {
  const item = /\s*(?:"((?:[^"\\]|\\.)*)("?)|([^\s",:}]+)|([,:}]))/y;
  let key: string | undefined;
  let expects: 'key' | ':' | 'value' | ',' = 'key';
  for (let match = item.exec(inside); match !== null; match = item.exec(inside)) {
    const [, text, closing, bare, sign] = match;
    if (text !== undefined && closing === '')
      return expects === 'key' || expects === 'value' ? { key, typed: text, open: true } : undefined;
    if (sign !== undefined) {
      if (sign === '}') return undefined;
      expects = sign === ':' ? 'value' : 'key';
      if (sign === ',') key = undefined;
      continue;
    }
    if (expects === 'value' && bare !== undefined && item.lastIndex === inside.length) return { key, typed: bare, open: false };
    if (expects === 'key') {
      key = text ?? bare;
      expects = ':';
    } else expects = ',';
  }
  return expects === 'key' || expects === 'value' ? { key, typed: '', open: false } : undefined;
}
