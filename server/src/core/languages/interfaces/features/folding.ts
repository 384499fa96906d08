import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import type { InterfacesTree } from '../tree.ts';

/** What can be folded: stanzas with options, and comments of several lines. */
export function folding({ tree, text }: Parsed<InterfacesTree>): readonly Span[] {
  const out: Span[] = tree.stanzas.filter(({ options }) => options.length > 0).map(({ span }) => span);
  let first: Span | undefined;
  let last: Span | undefined;
  const close = (): void => {
    if (first !== undefined && last !== undefined && first !== last) out.push({ start: first.start, end: last.end });
    first = undefined;
  };
  for (const { kind, span } of tree.lines) {
    if (kind !== 'comment') {
      close();
      continue;
    }
    if (first === undefined) first = span;
    last = span;
  }
  close();
  for (const { joins, span } of tree.lines) if (joins.length > 0 && text.slice(span.start, span.end).includes('\n')) out.push(span);
  return out.sort((a, b) => a.start - b.start || b.end - a.end);
}
