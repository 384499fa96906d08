import { objectWords } from './words.ts';
import type { Lexeme, LexemeKind, Mode } from './lexeme.ts';
import { readString, type StringEnd } from './string-lexeme.ts';

/** Reads lexemes one by one from any place in any mode. */
export interface Lexer {
  readonly text: string;
  /** Comments passed so far, in order. */
  readonly comments: { readonly start: number; readonly end: number; readonly closed: boolean }[];
  /** The next lexeme; at the end of the text `end`, again and again. */
  next(): Lexeme;
  /** Goes on at `offset` in `mode`: how the parser recovers. */
  seek(offset: number, mode: Mode): void;
}

const keywords = new Set([
  'if',
  'foreach',
  'reload_lookup_table',
  'stop',
  'else',
  'call',
  'call_indirect',
  'set',
  'reset',
  'unset',
  'continue',
]);
const modeAfter: Readonly<Record<string, Mode>> = {
  if: 'expression',
  foreach: 'expression',
  call_indirect: 'expression',
  set: 'expression',
  reset: 'expression',
  unset: 'expression',
  reload_lookup_table: 'procedure',
  call: 'call',
};
const comparisons = new Set(['or', 'and', 'contains', 'contains_i', 'startswith', 'startswith_i', 'endswith']);

// Each of these is one rule of grammar/lexer.l (the rules are case-insensitive); `y` holds them to the place.
const propertyFilter = /[ \t]*:\$?[a-z-]+ *, *!?[a-z]+ *, *"(?:\\"|[^"])*"/iy;
const selector = /[ \t]*[*a-z]+[0-7]*[.,][,!=;.*a-z0-7]+/iy;
const bsdHost = /[ \t]*[+-][a-z0-9.:-]+[ \t]*(?=\n)/iy;
const bsdAnyHost = /[+-]\*[ \t\n]*(?:#[^\n]*)?(?=\n)/iy;
const bsdTag = /![^ \t\n]+[ \t]*(?=\n)/iy;
const word = /[a-z0-9_][a-z0-9_\-+,;]*/iy;
const objectName = /[a-z_]+/iy;
const objectOpening = /([a-z_]+)[ \n\t]*\(/iy;
const moduleAction = /:[a-z0-9]+:[^\n]*/iy;
const lineAction = /[^\n]+/y;
const directive = /\$[a-z]+[^\n]*(?=\n)/iy;
// $IncludeConfig takes one word, wherever it stands; the lexer goes on behind it.
const includeDirective = /\$includeconfig\S*[ \t\n]+[^ \t\n]+/iy;
const blanks = /[ \t\n]+/y;
const spaces = /[ \t]+/y;
const comment = /#[^\n]*(?:\n|$)/y;
const variable = /\$[$!./]?[@a-z_]*[!@a-z0-9\-_.[\]]*/iy;
const number = /0x[0-9a-f]+|0[0-7]+|[1-9][0-9]*|0/iy;
const identifier = /[a-z][a-z0-9_]*/iy;
const parameterName = /[a-z][a-z0-9_.]*/iy;
const calledName = /[a-z][a-z0-9\-_.]+/iy;
const operator = /==|<=|>=|!=|<>|[<>*/%+-]/y;

/** A lexer for a continued text, with the rules of rsyslog's grammar/lexer.l: longest match, the earlier rule where two are equal. */
export function createLexer(text: string): Lexer {
  let at = 0;
  let mode: Mode = 'initial';
  const comments: { start: number; end: number; closed: boolean }[] = [];
  const beginsLine = (): boolean => at === 0 || text.charCodeAt(at - 1) === 10 || (at === 1 && text.charCodeAt(0) === 0xfeff);
  const match = (rule: RegExp): number => {
    rule.lastIndex = at;
    return rule.test(text) ? rule.lastIndex : -1;
  };
  const make = (kind: LexemeKind, end: number, word = text.slice(at, end)): Lexeme => {
    const lexeme: Lexeme = { kind, start: at, end, word, mode, flaw: undefined };
    at = end;
    return lexeme;
  };
  const makeString = ({ end, flaw }: StringEnd): Lexeme => {
    const lexeme: Lexeme = { kind: 'string', start: at, end, word: text.slice(at, end), mode, flaw };
    at = end;
    return lexeme;
  };
  /** A lexeme at the beginning of a line, without the blanks before it. */
  const makeBehindBlanks = (kind: LexemeKind, end: number): Lexeme => {
    at = skipped();
    return make(kind, end);
  };
  const blockComment = (): boolean => {
    if (!text.startsWith('/*', at)) return false;
    const close = text.indexOf('*/', at + 2);
    const end = close === -1 ? text.length : close + 2;
    comments.push({ start: at, end, closed: close !== -1 });
    at = end;
    return true;
  };
  const lineComment = (): void => {
    const end = match(comment);
    comments.push({ start: at, end: text.charCodeAt(end - 1) === 10 ? end - 1 : end, closed: true });
    at = end;
  };

  function initial(): Lexeme {
    for (;;) {
      if (at >= text.length) return make('end', at);
      if (beginsLine()) {
        const filter = match(propertyFilter);
        if (filter !== -1) return makeBehindBlanks('property-filter', filter);
        const pri = match(selector);
        // `joe,jim_x` begins like a selector, but as a list of users it is longer.
        if (pri !== -1 && match(word) <= pri) return makeBehindBlanks('selector', pri);
        if (text[at] === ' ' || text[at] === '\t') {
          const host = match(bsdHost);
          if (host !== -1) return makeBehindBlanks('bsd-host', host);
        }
      }
      const c = text[at] as string;
      if (c === '\n') {
        at++;
        continue;
      }
      if (c === ' ' || c === '\t') {
        at = match(spaces);
        continue;
      }
      if (c === '#') {
        lineComment();
        continue;
      }
      if (c === '/') {
        if (blockComment()) continue;
        const end = match(lineAction);
        return end - at >= 2 ? make('legacy-action', end) : make('invalid', at + 1);
      }
      if (c === '&' || c === '{' || c === '}') return make(c, at + 1);
      if (c === '*') return make('legacy-action', at + 1);
      if (c === '~') return make('legacy-action', match(lineAction));
      if (c === ':') {
        const end = match(moduleAction);
        return end === -1 ? make('invalid', at + 1) : make('legacy-action', end);
      }
      if (c === '$') {
        const end = match(directive);
        if (end === -1) return make('invalid', at + 1);
        const include = match(includeDirective);
        return make('directive', include === -1 ? end : include);
      }
      if (c === '!') {
        const end = match(bsdTag);
        return end === -1 ? make('invalid', at + 1) : make('bsd-tag', end);
      }
      if (c === '+') {
        const any = match(bsdAnyHost);
        if (any !== -1) return make('bsd-host', any);
        const host = beginsLine() ? match(bsdHost) : -1;
        return host === -1 ? make('invalid', at + 1) : make('bsd-host', host);
      }
      if ('|.-@^?>'.includes(c)) {
        const end = match(lineAction);
        return end - at >= 2 ? make('legacy-action', end) : make('invalid', at + 1);
      }
      const end = match(word);
      if (end === -1) return make('invalid', at + 1);
      const opening = match(objectOpening);
      if (opening > end || (opening !== -1 && opening >= end)) {
        const name = text.slice(at, match(objectName)).toLowerCase();
        if (name === 'preprocfilelinenumber') {
          at = opening;
          continue;
        }
        if (objectWords.has(name)) {
          const lexeme = make('object', opening, name);
          mode = 'object';
          return lexeme;
        }
      }
      const lower = text.slice(at, end).toLowerCase();
      if (keywords.has(lower)) {
        const lexeme = make('keyword', end, lower);
        mode = modeAfter[lower] ?? 'initial';
        return lexeme;
      }
      return make('legacy-action', end);
    }
  }

  function skipped(): number {
    const end = match(spaces);
    return end === -1 ? at : end;
  }

  function object(): Lexeme {
    for (;;) {
      if (at >= text.length) return make('end', at);
      const blank = match(blanks);
      if (blank !== -1) {
        at = blank;
        continue;
      }
      const c = text[at] as string;
      if (c === '#') {
        lineComment();
        continue;
      }
      if (c === '/' && blockComment()) continue;
      if (c === ')') {
        const lexeme = make('object-end', at + 1);
        mode = 'initial';
        return lexeme;
      }
      if (c === ',' || c === '[' || c === ']' || c === '=') return make(c, at + 1);
      if (c === '"' || c === '`') {
        return makeString(readString(text, at, 'object'));
      }
      const end = match(parameterName);
      return end === -1 ? make('invalid', at + 1) : make('name', end);
    }
  }

  function expression(): Lexeme {
    for (;;) {
      if (at >= text.length) return make('end', at);
      const blank = match(blanks);
      if (blank !== -1) {
        at = blank;
        continue;
      }
      const c = text[at] as string;
      if (c === '/' && blockComment()) continue;
      if (c === ';') {
        const lexeme = make(';', at + 1);
        mode = 'initial';
        return lexeme;
      }
      if (c === '"' || c === "'" || c === '`') {
        return makeString(readString(text, at, 'expression'));
      }
      if (c === '$') return make('variable', match(variable));
      const sign = match(operator);
      if (sign !== -1) return make('operator', sign);
      if (c === '=' || c === ',' || c === '&' || c === '[' || c === ']' || c === '(' || c === ')') return make(c, at + 1);
      const digits = match(number);
      if (digits !== -1) return make('number', digits);
      const end = match(identifier);
      if (end === -1) return make('invalid', at + 1);
      const lower = text.slice(at, end).toLowerCase();
      if (lower === 'then' || lower === 'do') {
        const lexeme = make(lower, end, lower);
        mode = 'initial';
        return lexeme;
      }
      if (lower === 'in' || lower === 'not' || lower === 'exists') return make(lower, end, lower);
      return comparisons.has(lower) ? make('operator', end, lower) : make('function', end);
    }
  }

  function call(): Lexeme {
    const blank = match(blanks);
    if (blank !== -1) at = blank;
    if (at >= text.length) return make('end', at);
    const end = match(calledName);
    if (end === -1) return make('invalid', at + 1);
    const lexeme = make('name', end);
    mode = 'initial';
    return lexeme;
  }

  function procedure(): Lexeme {
    const blank = match(blanks);
    if (blank !== -1) at = blank;
    if (at >= text.length) return make('end', at);
    const c = text[at] as string;
    if (c === '"' || c === "'") {
      return makeString(readString(text, at, 'expression'));
    }
    if (c === '(' || c === ',') return make(c, at + 1);
    if (c === ')') {
      const lexeme = make(')', at + 1);
      mode = 'initial';
      return lexeme;
    }
    return make('invalid', at + 1);
  }

  const read: Readonly<Record<Mode, () => Lexeme>> = { initial, object, expression, call, procedure };
  return {
    text,
    comments,
    next: () => read[mode](),
    seek(offset, to) {
      at = offset;
      mode = to;
    },
  };
}
