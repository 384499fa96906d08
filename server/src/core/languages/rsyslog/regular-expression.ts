const classes: ReadonlySet<string> = new Set([
  'alnum',
  'alpha',
  'blank',
  'cntrl',
  'digit',
  'graph',
  'lower',
  'print',
  'punct',
  'space',
  'upper',
  'xdigit',
]);

/**
 * Why a POSIX regular expression does not compile in glibc's `regcomp`, as rsyslogd calls it; undefined where it compiles or where it
 * is not certain. `basic` expressions are checked for brackets and groups alone.
 */
export function expressionTrouble(text: string, kind: 'basic' | 'extended'): string | undefined {
  return kind === 'basic' ? basicTrouble(text) : extendedTrouble(text);
}

function extendedTrouble(text: string): string | undefined {
  let open = 0;
  let closed = 0;
  // Whether something stands before that `*`, `+`, `?` or `{` can repeat.
  let repeatable = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (c === '\\') {
      const next = text[at + 1];
      if (next === undefined) return 'it ends in a backslash';
      if (/[1-9]/.test(next) && Number(next) > closed) return `\`\\${next}\` refers to a group that is not there`;
      at++;
      repeatable = true;
    } else if (c === '[') {
      const end = bracketEnd(text, at);
      if (end === -1) return '`[` without `]`';
      const trouble = bracketTrouble(text.slice(at + 1, end));
      if (trouble !== undefined) return trouble;
      at = end;
      repeatable = true;
    } else if (c === '(') {
      open++;
      repeatable = false;
    } else if (c === ')') {
      // Without an opening one it stands for itself in glibc.
      if (open > 0) {
        open--;
        closed++;
      }
      repeatable = true;
    } else if (c === '|') repeatable = false;
    else if (c === '^' || c === '$') repeatable = false;
    else if (c === '*' || c === '+' || c === '?') {
      if (!repeatable) return `nothing stands before \`${c}\` that it could repeat`;
    } else if (c === '{') {
      if (!repeatable) return 'nothing stands before `{` that it could repeat';
      const interval = /^\{(\d*)(,?)(\d*)\}/.exec(text.slice(at, at + 40));
      if (interval === null) return text.includes('}', at) ? '`{` without a number of times' : '`{` without `}`';
      const [whole, least = '', comma = '', most = ''] = interval;
      if (least === '' && comma === '') return '`{}` without a number of times';
      if (Number(least) > 32767 || Number(most) > 32767) return 'a repetition is larger than 32767';
      if (comma !== '' && most !== '' && Number(least) > Number(most)) return `\`${whole}\` asks for at least more than at most`;
      at += whole.length - 1;
    } else repeatable = true;
  }
  return open > 0 ? '`(` without `)`' : undefined;
}

function basicTrouble(text: string): string | undefined {
  let open = 0;
  let closed = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (c === '[') {
      const end = bracketEnd(text, at);
      if (end === -1) return '`[` without `]`';
      const trouble = bracketTrouble(text.slice(at + 1, end));
      if (trouble !== undefined) return trouble;
      at = end;
    } else if (c === '\\') {
      const next = text[at + 1];
      if (next === undefined) return 'it ends in a backslash';
      if (next === '(') open++;
      if (next === ')') {
        if (--open < 0) return '`\\)` without `\\(`';
        closed++;
      }
      if (/[1-9]/.test(next) && Number(next) > closed) return `\`\\${next}\` refers to a group that is not there`;
      if (next === '{' && at > 0 && !text.includes('\\}', at + 2)) return '`\\{` without `\\}`';
      at++;
    }
  }
  return open > 0 ? '`\\(` without `\\)`' : undefined;
}

/** What is wrong inside of a bracket expression: an unknown class, a range that runs backwards. */
function bracketTrouble(inside: string): string | undefined {
  for (const named of inside.matchAll(/\[:([^:\]]*):\]/g))
    if (!classes.has(named[1] as string)) return `\`[:${named[1]}:]\` is no character class`;
  const plain = inside.replace(/\[([:.=]).*?\1\]/g, '  ').replace(/^\^/, '');
  for (const range of plain.matchAll(/([A-Za-z0-9])-([A-Za-z0-9])/g)) {
    const [whole, from = '', to = ''] = range;
    // Only within one alphabet: between them the order is the locale's.
    const alike = [/[a-z]/, /[A-Z]/, /[0-9]/].some((set) => set.test(from) && set.test(to));
    if (alike && from > to) return `the range \`${whole}\` runs backwards`;
  }
  return undefined;
}

/** Where a bracket expression ends; -1 where it does not. */
function bracketEnd(text: string, start: number): number {
  let at = start + 1;
  if (text[at] === '^') at++;
  if (text[at] === ']') at++;
  for (; at < text.length; at++) {
    if (text[at] === ']') return at;
    if (text[at] === '[' && (text[at + 1] === ':' || text[at + 1] === '.' || text[at + 1] === '=')) {
      const close = text.indexOf(`${text[at + 1]}]`, at + 2);
      if (close === -1) return -1;
      at = close + 1;
    }
  }
  return -1;
}
