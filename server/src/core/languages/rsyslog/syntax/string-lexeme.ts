import type { StringFlaw } from './lexeme.ts';

/** Where a string ends, its closing quote included, and what is wrong with it. */
export interface StringEnd {
  readonly end: number;
  readonly flaw: StringFlaw | undefined;
}

const LINE_FEED = 10;
const DOLLAR = 36;
const BACKSLASH = 92;

const objectEscape = /\\(?:x[0-9a-f]{2}|[0-7]{1,3}|['"`?\\abfnrtv])/iy;
const expressionEscape = /\\(?:x[0-9a-f]{2}|[0-7]{3}|['"`\\$bntr])/iy;

/**
 * Reads the string whose quote stands at `start`, as the string rules of grammar/lexer.l have it: it may span lines; which escapes
 * there are depends on where it stands, and in an expression's double quotes a bare `$` is refused. An unclosed one ends where a
 * person would have closed it.
 */
export function readString(text: string, start: number, place: 'object' | 'expression'): StringEnd {
  const quote = text[start] as string;
  const quoteCode = text.charCodeAt(start);
  const known = place === 'object' ? objectEscape : expressionEscape;
  let flaw: StringFlaw | undefined;
  let newline = -1;
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === quoteCode) {
      const end = at + 1;
      // A string over several lines with something after it that cannot follow one: the quote belongs to another string.
      if (newline !== -1 && !mayFollow(text, end, place)) break;
      if (newline === -1 && place === 'object' && !mayFollow(text, end, place)) {
        const close = swallowedParameter(text, start, at);
        if (close !== undefined) return { end: close, flaw: { kind: 'unclosed', start: close, end: close } };
      }
      return { end, flaw };
    }
    if (c === LINE_FEED && newline === -1) newline = at;
    if (c === BACKSLASH) {
      known.lastIndex = at;
      if (known.test(text)) at = known.lastIndex - 1;
      else {
        flaw ??= { kind: 'escape', start: at, end: Math.min(text.length, at + 2) };
        at++;
      }
    } else if (c === DOLLAR && quote === '"' && place === 'expression') flaw ??= { kind: 'dollar', start: at, end: at + 1 };
  }
  const end = mendedEnd(text, start, newline === -1 ? lineEnd(text, start) : newline, place);
  return { end, flaw: { kind: 'unclosed', start: end, end } };
}

/** `file="/x template="y"`: the first string swallowed the next parameter's name. Gives where it should have been closed. */
function swallowedParameter(text: string, start: number, quote: number): number | undefined {
  const swallowed = /[ \t]+[A-Za-z][\w.]*[ \t]*=[ \t]*$/.exec(text.slice(start + 1, quote));
  return swallowed === null ? undefined : start + 1 + swallowed.index;
}

const nextParameter = /[ \t\n]{1,40}[A-Za-z][\w.]{0,60}=/y;

/** Whether what stands at `end` can follow a whole string. */
function mayFollow(text: string, end: number, place: 'object' | 'expression'): boolean {
  if (place === 'object') {
    // What stands there nearly always.
    if (text.charCodeAt(end) === 41) return true;
    nextParameter.lastIndex = end;
    if (nextParameter.test(text)) return true;
  }
  const rest = text.slice(end, end + 200);
  const next = /^[ \t\n]*/.exec(rest) as RegExpExecArray;
  const after = rest.slice(next[0].length);
  if (after === '') return true;
  if (place === 'object') return /^(?:[),\]#]|\/\*|[A-Za-z][\w.]*[ \t\n]*=)/.test(after);
  return /^(?:[),;\]=<>!&+\-*/%[]|(?:then|do|and|or|contains|contains_i|startswith|startswith_i|endswith|in)\b)/i.test(after);
}

/** Where on its line an unclosed string ends: before the parenthesis, semicolon or `then` that closes what it stands in. */
function mendedEnd(text: string, start: number, end: number, place: 'object' | 'expression'): number {
  const line = text.slice(start, end);
  if (place === 'object') {
    const parameter = /[ \t]+[A-Za-z][\w.]*[ \t]*=[ \t]*["`[]/.exec(line.slice(1));
    if (parameter !== null) return start + 1 + parameter.index;
    const close = /[ \t]*\)[ \t}]*(?:#.*)?$/.exec(line);
    return close === null ? end : start + close.index;
  }
  const then = /[ \t]*\)*[ \t]+(?:then|do)\b/i.exec(line);
  if (then !== null) return start + then.index;
  const close = /[ \t]*\)*[ \t]*;[ \t}]*$/.exec(line);
  return close === null ? end : start + close.index;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}
