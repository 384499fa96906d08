import type { Finding, Fix } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import { type LineIndex, lineIndex } from '../../../text/line-index.ts';
import { type ContinuedText, continuedText } from './continued-text.ts';
import type { Lexeme, LexemeKind, Mode } from './lexeme.ts';
import { createLexer, type Lexer } from './lexer.ts';
import type { DirectiveNode } from './tree.ts';

/** Where the parser stands, and what it has found. Offsets are the continued text's, spans the source's. */
export interface Cursor {
  readonly text: string;
  readonly token: Lexeme;
  /** End of the lexeme before the current one. */
  readonly lastEnd: number;
  readonly findings: Finding[];
  readonly directives: DirectiveNode[];
  readonly lexer: Lexer;
  /** Whether the indentation may be believed where braces do not match. */
  readonly byIndentation: boolean;
  readonly continued: ContinuedText;
  /** Called where a statement of the file itself begins; true ends the reading there. */
  beginsStatement: ((items: number) => boolean) | undefined;
  /** Called where a statement in a block begins, with the block's depth; true where it is known that nothing further on closes the block. */
  neverCloses: ((depth: number) => boolean) | undefined;
  /** How deep blocks have been read so far. */
  depth: number;
  /** How often an opening brace was looked for among the file's own statements, and whether they were not enough. */
  strays: number;
  lookedBack: boolean;
  /** Whether braces did not match somewhere. */
  unbalanced: boolean;
  /** Whether the current lexeme is of a kind. */
  is(kind: LexemeKind): boolean;
  advance(): void;
  /** Goes on at an offset, in a mode. */
  recover(offset: number, mode: Mode): void;
  span(start: number, end: number): Span;
  report(rule: string, message: string, start: number, end: number, fixes?: readonly Fix[]): void;
  /** A repair that puts `text` in the place of a stretch. */
  fix(title: string, certain: boolean, start: number, end: number, text: string): Fix;
  /** Column of the first character that is no blank in the line of `offset`. */
  indentation(offset: number): number;
  /** Whether only blanks stand before `offset` in its line. */
  beginsLine(offset: number): boolean;
}

/** What people copy from pages as a blank: no-break and other spaces. */
const foreignBlanks = /[\u00a0\u2000-\u200b\u202f\u3000\ufeff]+/y;

/** Where reading begins, in the continued text, and where what was read before it ended. */
export interface Start {
  readonly at: number;
  readonly lastEnd: number;
  readonly continued?: ContinuedText;
}
const atStart: Start = { at: 0, lastEnd: 0 };

/**
 * A cursor at the first lexeme of `source`. With `place` the text is a piece of another one: `place` says where a stretch of it stands
 * there, and no lines are joined, as rsyslogd joins them only when it reads a file.
 */
export function createCursor(source: string, byIndentation: boolean, place?: (s: Span) => Span, from: Start = atStart): Cursor {
  const continued: ContinuedText =
    place === undefined
      ? (from.continued ?? continuedText(source))
      : { text: source, toSource: (offset) => offset, toSourceEnd: (offset) => offset };
  const { text } = continued;
  const lexer = createLexer(text);
  const findings: Finding[] = [];
  const directives: DirectiveNode[] = [];
  const span = (start: number, end: number): Span => {
    if (place === undefined) {
      const from = continued.toSource(start);
      const to = end > start ? continued.toSourceEnd(end) : from;
      return { start: from, end: Math.max(from, to) };
    }
    const from = continued.toSource(start);
    const own = { start: from, end: Math.max(from, end > start ? continued.toSourceEnd(end) : from) };
    return place(own);
  };
  // Asked for only where something is missing.
  let index: LineIndex | undefined;
  const lineStart = (offset: number): number => {
    index ??= lineIndex(text);
    return index.lineStart(index.positionAt(offset).line);
  };
  let token: Lexeme = { kind: 'end', start: 0, end: 0, word: '', mode: 'initial', flaw: undefined };
  let lastEnd = from.lastEnd;
  let passed = -1;
  /** A blank that is none for rsyslogd is said once, and read as the one that was meant. */
  const passesForeignBlanks = (): boolean => {
    foreignBlanks.lastIndex = token.start;
    if (token.start === 0 || !foreignBlanks.test(text)) return false;
    const { start, mode } = token;
    const end = foreignBlanks.lastIndex;
    // Recovering may read a line again.
    if (start > passed) {
      const code = text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
      cursor.report('rsyslog-syntax', `A blank of another kind stands here (U+${code}): a plain one was expected`, start, end, [
        cursor.fix('Put a plain blank', true, start, end, ' '),
      ]);
      passed = start;
    }
    lexer.seek(end, mode);
    return true;
  };
  const read = (): void => {
    for (;;) {
      token = lexer.next();
      if (token.kind === 'invalid' && passesForeignBlanks()) continue;
      if (token.kind !== 'directive' || /^\$ruleset[ \t]/i.test(token.word)) return;
      const node = directiveNode(token, span);
      // Recovering may read a line again.
      if ((directives.at(-1)?.span.start ?? -1) < node.span.start) directives.push(node);
    }
  };
  const cursor: Cursor = {
    text,
    lexer,
    findings,
    directives,
    byIndentation,
    continued,
    beginsStatement: undefined,
    neverCloses: undefined,
    depth: 0,
    strays: 0,
    lookedBack: false,
    unbalanced: false,
    get token() {
      return token;
    },
    get lastEnd() {
      return lastEnd;
    },
    is: (kind) => token.kind === kind,
    advance() {
      lastEnd = token.end;
      read();
    },
    recover(offset, mode) {
      lexer.seek(offset, mode);
      read();
    },
    span,
    report(rule, message, start, end, fixes) {
      findings.push({ rule, severity: 'error', message, span: span(start, end), ...(fixes && { fixes }) });
    },
    fix: (title, certain, start, end, replacement) => ({ title, certain, edits: [{ span: span(start, end), text: replacement }] }),
    indentation(offset) {
      const from = lineStart(offset);
      return (/^[ \t]*/.exec(text.slice(from, from + 200)) as RegExpExecArray)[0].replaceAll('\t', '        ').length;
    },
    beginsLine(offset) {
      let at = offset;
      while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
      return at === 0 || text[at - 1] === '\n' || (at === 1 && text[0] === '\ufeff');
    },
  };
  lexer.seek(from.at, 'initial');
  read();
  return cursor;
}

/** The node of a `$Directive` lexeme. */
export function directiveNode(token: Lexeme, span: (start: number, end: number) => Span): DirectiveNode {
  const parts = /^\$([^\s]*)(\s*)([\s\S]*)$/.exec(token.word) as RegExpExecArray;
  const name = parts[1] as string;
  const valueStart = token.start + 1 + name.length + (parts[2] as string).length;
  return {
    kind: 'directive',
    name: name.toLowerCase(),
    nameSpan: span(token.start, token.start + 1 + name.length),
    value: parts[3] as string,
    valueSpan: span(valueStart, token.end),
    span: span(token.start, token.end),
  };
}
