import type { Scalar } from 'yaml';
import type { Span } from '../../../text/span.ts';

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** What a scalar says, and where each character of that stands in the source. */
export interface ScalarText {
  readonly text: string;
  readonly style: ScalarStyle;
  /** The whole scalar, quotes and block header included. */
  readonly span: Span;
  /** Between the quotes; the content's lines of a block. */
  readonly inner: Span;
  /** Start and end in the source of each UTF-16 unit of `text`. */
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};
const simpleEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

/** The text of a scalar of `source` with the way back, in time linear in its length. */
export function scalarText(source: string, node: Scalar): ScalarText {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const [start, end] = node.range ?? [0, 0];
  const span = { start, end: Math.max(start, end) };
  const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
  const walked = new Walk(source);
  let inner = span;
  if (style === 'plain') walked.flow(start, end, () => undefined);
  else if (style === 'single' || style === 'double') {
    const quote = style === 'single' ? "'" : '"';
    const close = end > start + 1 && source[end - 1] === quote ? end - 1 : end;
    inner = { start: start + 1, end: Math.max(start + 1, close) };
    walked.flow(inner.start, inner.end, style === 'single' ? singleEscape : doubleEscape);
  } else {
    const newline = source.indexOf('\n', start);
    inner = { start: newline === -1 || newline >= end ? end : newline + 1, end: span.end };
    walked.block(inner, text);
  }
  if (walked.text.join('') === text) return { text, style, span, inner, starts: walked.starts, ends: walked.ends };
  // Written in a way that is not followed here: every character is the whole.
  return {
    text,
    style,
    span,
    inner,
    starts: new Array<number>(text.length).fill(inner.start),
    ends: new Array<number>(text.length).fill(inner.end),
  };
}

type Escape = (source: string, at: number) => { readonly text: string; readonly end: number } | undefined;

const singleEscape: Escape = (source, at) => (source.startsWith("''", at) ? { text: "'", end: at + 2 } : undefined);

const doubleEscape: Escape = (source, at) => {
  if (source[at] !== '\\') return undefined;
  const sign = source[at + 1] ?? '';
  const digits = { x: 2, u: 4, U: 8 }[sign];
  if (digits !== undefined) {
    const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
    if (Number.isNaN(code) || code > 0x10ffff) return undefined;
    return { text: String.fromCodePoint(code), end: at + 2 + digits };
  }
  if (sign === '\n' || sign === '\r') {
    const rest = /\r?\n[ \t]*/y;
    rest.lastIndex = at + 1;
    return rest.test(source) ? { text: '', end: rest.lastIndex } : undefined;
  }
  return { text: simpleEscapes[sign] ?? sign, end: at + 2 };
};

class Walk {
  readonly text: string[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  add(text: string, start: number, end: number): void {
    this.text.push(text);
    for (let i = 0; i < text.length; i++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** A plain or quoted scalar: a line end with the blanks around it is one blank, each further one a line end. */
  flow(start: number, end: number, readEscape: Escape): void {
    const { source } = this;
    const fold = /[ \t]*\r?\n[ \t\r\n]*/y;
    for (let at = start; at < end; ) {
      const found = readEscape(source, at);
      if (found !== undefined) {
        this.add(found.text, at, found.end);
        at = found.end;
        continue;
      }
      const c = source[at] as string;
      if (c === '\n' || c === '\r' || c === ' ' || c === '\t') {
        fold.lastIndex = at;
        if (fold.test(source)) {
          const stop = Math.min(end, fold.lastIndex);
          const lines = source.slice(at, stop).split('\n').length - 1;
          // Of a text whose quote nothing closes the end may lie in front of the line end.
          if (lines > 0) {
            this.add(lines === 1 ? ' ' : '\n'.repeat(lines - 1), at, stop);
            at = stop;
            continue;
          }
        }
      }
      this.add(c, at, at + 1);
      at++;
    }
  }

  /** A block: the text's characters are found again in order; what is between them is indentation or folded away. */
  block(inner: Span, text: string): void {
    const { source } = this;
    let at = inner.start;
    let lineStart = true;
    let indentation = -1;
    for (let i = 0; i < text.length; i++) {
      const c = text[i] as string;
      if (lineStart && at < inner.end) {
        if (indentation === -1) {
          let first = at;
          while (first < inner.end && (source[first] === ' ' || source[first] === '\n' || source[first] === '\r')) first++;
          const begin = source.lastIndexOf('\n', first - 1) + 1;
          // A line that begins with blanks of its own has an indentation indicator; its blanks are then counted from the text.
          let own = 0;
          while (text[own] === '\n') own++;
          let blanks = own;
          while (text[blanks] === ' ') blanks++;
          indentation = Math.max(0, first - begin - (blanks - own));
        }
        let taken = 0;
        while (taken < indentation && source[at] === ' ' && at < inner.end) {
          at++;
          taken++;
        }
        lineStart = false;
      }
      if (c === '\n') {
        const newline = source.indexOf('\n', at);
        const end = newline === -1 || newline >= inner.end ? inner.end : newline + 1;
        this.add('\n', Math.min(at, inner.end), end);
        at = end;
        lineStart = true;
      } else if (c === ' ' && (source[at] === '\n' || source[at] === '\r')) {
        // Folded: a line end that became a blank.
        const newline = source.indexOf('\n', at);
        this.add(' ', at, newline + 1);
        at = newline + 1;
        lineStart = true;
      } else {
        this.add(c, at, at + 1);
        at++;
      }
    }
  }
}
