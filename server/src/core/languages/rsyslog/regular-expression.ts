/**
 * Why a POSIX regular expression does not compile in glibc's `regcomp`, as rsyslogd calls it; undefined where nothing is seen to be
 * wrong. It looks only for what is certain: parentheses, brackets, braces, a backslash at the end.
 */
export function expressionTrouble(text: string, kind: 'basic' | 'extended'): string | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (c === '\\') {
      const next = text[at + 1];
      if (next === undefined) return 'it ends in a backslash';
      if (kind === 'basic') {
        if (next === '(') open++;
        if (next === ')' && --open < 0) return '`\\)` without `\\(`';
        if (next === '{' && !text.includes('\\}', at + 2)) return '`\\{` without `\\}`';
      }
      at++;
      continue;
    }
    if (c === '[') {
      const end = bracketEnd(text, at);
      if (end === -1) return '`[` without `]`';
      const named = /\[:([^\]:]*):\]/.exec(text.slice(at, end + 1));
      if (named !== null && !classes.has(named[1] as string)) return `\`[:${named[1]}:]\` is no character class`;
      at = end;
      continue;
    }
    if (kind === 'basic') continue;
    if (c === '(') open++;
    // An unmatched `)` is an error for glibc in extended expressions.
    else if (c === ')' && --open < 0) return '`)` without `(`';
  }
  if (open > 0) return kind === 'basic' ? '`\\(` without `\\)`' : '`(` without `)`';
  return undefined;
}

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
