import type { Span } from '../../../text/span.ts';
import type { Directive, LogrotateTree, Stanza } from '../tree.ts';

/** Where a caret stands. */
export interface Place {
  readonly stanza: Stanza | undefined;
  /** The directive whose keyword, value or script it touches. */
  readonly directive: Directive | undefined;
  readonly kind: 'keyword' | 'value' | 'script' | 'comment' | 'header' | 'blank';
  /** The word up to the caret, for completion. */
  readonly word: Span;
  /** On a directive's line: the keyword before the caret, and the text between them. */
  readonly keyword: string | undefined;
  readonly typed: string;
}

/** What `offset` stands in, and what was typed on its line before it. */
export function placeAt(text: string, tree: LogrotateTree, offset: number): Place {
  const stanza = tree.stanzas.find(
    (one) => offset > (one.open?.end ?? one.header.end) - 1 && offset <= (one.close?.start ?? one.span.end + lineRest(text, one)),
  );
  const header = tree.stanzas.find((one) => offset >= one.header.start && offset <= (one.open?.start ?? one.header.end));
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(Math.max(lineStart, offset - 1024), offset);
  const found = tree.placed.find(({ item }) => offset >= item.span.start && offset <= item.span.end);
  const directive = found?.item.kind === 'directive' ? found.item : undefined;
  const wordStart = offset - (/[^\s=]*$/.exec(before)?.[0].length ?? 0);
  const word = { start: wordStart, end: offset };
  const inner = /(?:^|[{}]|^.*\bendscript\b)[ \t]*([A-Za-z]+)([ \t]*=?[ \t]*)(\S.*|)$/.exec(before);
  const base = { stanza, directive, word, keyword: undefined, typed: '' };
  if (found?.item.kind === 'comment') return { ...base, kind: 'comment' };
  if (directive?.script !== undefined && offset > directive.name.span.end) {
    const end = directive.script.end;
    return { ...base, kind: end !== undefined && offset >= end.start ? 'keyword' : 'script' };
  }
  if (header !== undefined && stanza === undefined) return { ...base, kind: 'header' };
  if (inner !== null && inner[2] !== '') return { ...base, kind: 'value', keyword: inner[1] as string, typed: inner[3] as string };
  if (directive !== undefined) return { ...base, kind: offset <= directive.name.span.end ? 'keyword' : 'value' };
  return { ...base, kind: before.trim() === '' ? 'blank' : 'keyword' };
}

/** A stanza without a closing brace goes on to the end of the text, or to the next one. */
function lineRest(text: string, stanza: Stanza): number {
  return stanza.unclosed === 'end' ? text.length : 0;
}
