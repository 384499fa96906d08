/** The lexer's modes, named as in rsyslog's grammar/lexer.l. */
export type Mode = 'initial' | 'object' | 'expression' | 'call' | 'procedure';

/** What a lexeme is; words and signs stand for themselves. */
export type LexemeKind =
  | 'object'
  | 'object-end'
  | 'name'
  | 'string'
  | 'variable'
  | 'number'
  | 'function'
  | 'operator'
  | 'then'
  | 'do'
  | 'in'
  | 'exists'
  | 'not'
  | 'selector'
  | 'property-filter'
  | 'legacy-action'
  | 'directive'
  | 'bsd-tag'
  | 'bsd-host'
  | 'keyword'
  | 'invalid'
  | 'end'
  | '('
  | ')'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | ';'
  | '='
  | '&';

/** One lexeme; offsets count in the continued text. */
export interface Lexeme {
  readonly kind: LexemeKind;
  readonly start: number;
  readonly end: number;
  /** Lower case word of a keyword, object (`action`), function or operator; the text of others. */
  readonly word: string;
  /** The mode it was read in. */
  readonly mode: Mode;
  /** Of a string: what is wrong with it as rsyslogd's lexer reads it. */
  readonly flaw: StringFlaw | undefined;
}

/** Why a string is none for rsyslogd: the place in the continued text, and what it is. */
export interface StringFlaw {
  readonly kind: 'escape' | 'dollar' | 'unclosed';
  readonly start: number;
  readonly end: number;
}
