/** A part of a POSIX regular expression. */
export type Part =
  | { readonly kind: 'set'; readonly has: (code: number) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'either'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number }
  | { readonly kind: 'group'; readonly part: Part; readonly number: number }
  | { readonly kind: 'at'; readonly place: 'start' | 'end' | 'word-start' | 'word-end' | 'word-edge' | 'inside-word' }
  | { readonly kind: 'back'; readonly number: number };

/** A regular expression, read. */
export interface PosixExpression {
  readonly root: Part;
  readonly groups: number;
  /** It refers back to a group. */
  readonly backReferences: boolean;
}

/** How an expression is read. */
export interface PosixOptions {
  readonly extended: boolean;
  readonly ignoreCase?: boolean;
}

const letter = (c: number): boolean => (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
const digit = (c: number): boolean => c >= 48 && c <= 57;
const classes: Readonly<Record<string, (c: number) => boolean>> = {
  alpha: letter,
  digit,
  alnum: (c) => letter(c) || digit(c),
  upper: (c) => c >= 65 && c <= 90,
  lower: (c) => c >= 97 && c <= 122,
  space: (c) => c === 32 || (c >= 9 && c <= 13),
  blank: (c) => c === 32 || c === 9,
  punct: (c) => c > 32 && c < 127 && !letter(c) && !digit(c),
  cntrl: (c) => c < 32 || c === 127,
  graph: (c) => c > 32 && c < 127,
  print: (c) => c >= 32 && c < 127,
  xdigit: (c) => digit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102),
};
/** What glibc takes for part of a word. */
export const wordCharacter = (c: number): boolean => letter(c) || digit(c) || c === 95;

/**
 * Reads an expression as glibc's `regcomp` does in the C locale, GNU's `\w`, `\b`, `\<` and the like included; undefined where it does
 * not compile. Depth and repetition are bounded, so that no text can exhaust stack or memory.
 */
export function readPosixExpression(source: string, { extended, ignoreCase = false }: PosixOptions): PosixExpression | undefined {
  let at = 0;
  let groups = 0;
  let backReferences = false;
  let depth = 0;
  const fail = Symbol('no expression');
  const single = (c: number): Part => {
    const other = ignoreCase && letter(c) ? c ^ 32 : c;
    return { kind: 'set', has: (code) => code === c || code === other };
  };
  const starts = (sign: string): boolean => (extended ? source[at] === sign : source[at] === '\\' && source[at + 1] === sign);
  const signLength = extended ? 1 : 2;

  function bracket(): Part {
    at++;
    const negated = source[at] === '^';
    if (negated) at++;
    const tests: ((c: number) => boolean)[] = [];
    for (let first = true; ; first = false) {
      if (at >= source.length) throw fail;
      if (source[at] === ']' && !first) break;
      const one = element();
      if (typeof one !== 'number') {
        tests.push(one);
        continue;
      }
      if (source[at] === '-' && at + 1 < source.length && source[at + 1] !== ']') {
        at++;
        const to = element();
        if (typeof to !== 'number' || to < one) throw fail;
        tests.push((c) => c >= one && c <= to);
      } else tests.push((c) => c === one);
    }
    at++;
    const plain = (c: number): boolean => tests.some((has) => has(c));
    const either = ignoreCase ? (c: number): boolean => plain(c) || (letter(c) && plain(c ^ 32)) : plain;
    return { kind: 'set', has: negated ? (c) => !either(c) : either };
  }

  function element(): number | ((c: number) => boolean) {
    const sign = source[at + 1];
    if (source[at] === '[' && (sign === ':' || sign === '.' || sign === '=')) {
      const close = source.indexOf(`${sign}]`, at + 2);
      if (close === -1) throw fail;
      const name = source.slice(at + 2, close);
      at = close + 2;
      if (sign === ':') {
        const found = classes[ignoreCase && (name === 'upper' || name === 'lower') ? 'alpha' : name];
        if (found === undefined) throw fail;
        return found;
      }
      if (name.length !== 1) throw fail;
      return name.charCodeAt(0);
    }
    return source.charCodeAt(at++);
  }

  function escaped(): Part {
    const c = source[at + 1];
    if (c === undefined) throw fail;
    at += 2;
    const place = { '<': 'word-start', '>': 'word-end', b: 'word-edge', B: 'inside-word', '`': 'start', "'": 'end' } as const;
    if (c in place) return { kind: 'at', place: place[c as keyof typeof place] };
    if (c === 'w') return { kind: 'set', has: wordCharacter };
    if (c === 'W') return { kind: 'set', has: (code) => !wordCharacter(code) };
    if (c === 's') return { kind: 'set', has: classes['space'] as (code: number) => boolean };
    if (c === 'S') return { kind: 'set', has: (code) => classes['space']?.(code) !== true };
    if (c >= '1' && c <= '9') {
      if (Number(c) > groups) throw fail;
      backReferences = true;
      return { kind: 'back', number: Number(c) };
    }
    return single(c.charCodeAt(0));
  }

  function interval(): { least: number; most: number } | undefined {
    const rest = /^(\d*)(,?)(\d*)/.exec(source.slice(at + signLength, at + signLength + 16)) as RegExpExecArray;
    const close = at + signLength + rest[0].length;
    const closed = extended ? source[close] === '}' : source.startsWith('\\}', close);
    const [, low = '', comma = '', high = ''] = rest;
    if (!closed || (low === '' && comma === '')) {
      // In an extended expression a brace that begins no interval stands for itself.
      if (extended && low === '' && comma === '') return undefined;
      throw fail;
    }
    const least = low === '' ? 0 : Number(low);
    const most = comma === '' ? least : high === '' ? Number.POSITIVE_INFINITY : Number(high);
    if (least > 32767 || (Number.isFinite(most) && most > 32767) || least > most) throw fail;
    at = close + signLength;
    return { least, most };
  }

  function alternatives(inGroup: boolean): Part {
    if (++depth > 200) throw fail;
    const parts: Part[] = [sequence(inGroup)];
    while (at < source.length && starts('|')) {
      at += signLength;
      parts.push(sequence(inGroup));
    }
    depth--;
    return parts.length === 1 ? (parts[0] as Part) : { kind: 'either', parts };
  }

  function sequence(inGroup: boolean): Part {
    const parts: Part[] = [];
    for (let first = true; at < source.length; first = false) {
      if (starts('|') || (inGroup && starts(')'))) break;
      if (!extended && starts(')')) throw fail;
      let part: Part;
      const c = source[at] as string;
      if (starts('(')) {
        at += signLength;
        const number = ++groups;
        const inner = alternatives(true);
        if (!starts(')')) throw fail;
        at += signLength;
        part = { kind: 'group', part: inner, number };
      } else if (c === '\\') part = escaped();
      else if (c === '[') part = bracket();
      else if (c === '.') {
        at++;
        part = { kind: 'set', has: () => true };
      } else if (c === '^' && (extended || first)) {
        at++;
        part = { kind: 'at', place: 'start' };
      } else if (
        c === '$' &&
        (extended || at + 1 === source.length || source.startsWith('\\)', at + 1) || source.startsWith('\\|', at + 1))
      ) {
        at++;
        part = { kind: 'at', place: 'end' };
      } else if (extended && (c === '*' || c === '+' || c === '?' || c === '{') && (first || parts.at(-1)?.kind === 'at')) {
        // REG_BADRPT in glibc's extended syntax, but for `*` right at the start of a basic one.
        throw fail;
      } else {
        at++;
        part = single(c.charCodeAt(0));
        if (!extended && c === '*' && (first || parts.at(-1)?.kind === 'at')) {
          parts.push(part);
          continue;
        }
      }
      for (;;) {
        const sign = source[at];
        let bounds: { least: number; most: number } | undefined;
        if (sign === '*') {
          at++;
          bounds = { least: 0, most: Number.POSITIVE_INFINITY };
        } else if (starts('+') || starts('?')) {
          bounds = starts('+') ? { least: 1, most: Number.POSITIVE_INFINITY } : { least: 0, most: 1 };
          at += signLength;
        } else if (starts('{')) {
          bounds = interval();
          if (bounds === undefined) break;
        } else break;
        part = { kind: 'repeat', part, ...bounds };
      }
      parts.push(part);
    }
    return parts.length === 1 ? (parts[0] as Part) : { kind: 'sequence', parts };
  }

  try {
    const root = alternatives(false);
    if (at < source.length) return undefined;
    return { root, groups, backReferences };
  } catch (thrown) {
    if (thrown === fail) return undefined;
    throw thrown;
  }
}
