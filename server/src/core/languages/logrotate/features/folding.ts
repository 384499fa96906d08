import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import type { Item, LogrotateTree } from '../tree.ts';

/** What may be folded: stanzas, scripts, and runs of comment lines; only what goes over more than one line. */
export function folding(parsed: Parsed<LogrotateTree>): readonly Span[] {
  const { text, tree } = parsed;
  const spans: Span[] = tree.stanzas.map((stanza) => stanza.span);
  for (const { item: directive } of tree.taking('script')) if (directive.script !== undefined) spans.push(directive.span);
  for (const items of [tree.items, ...tree.stanzas.map((stanza) => stanza.items)]) spans.push(...commentRuns(text, items));
  return spans.filter((span) => text.slice(span.start, span.end).includes('\n')).sort((a, b) => a.start - b.start || b.end - a.end);
}

function commentRuns(text: string, items: readonly Item[]): readonly Span[] {
  const runs: Span[] = [];
  for (const item of items) {
    if (item.kind !== 'comment') continue;
    const last = runs.at(-1);
    if (
      last !== undefined &&
      /^\s*\n[ \t]*$/.test(text.slice(last.end, item.span.start)) &&
      !/\n[ \t]*\n/.test(text.slice(last.end, item.span.start))
    ) {
      runs[runs.length - 1] = { start: last.start, end: item.span.end };
    } else runs.push(item.span);
  }
  return runs;
}
