import type { FeatureContext } from '../../../language.ts';
import { type Span, touches } from '../../../text/span.ts';
import type { LogrotateTree } from '../tree.ts';

/** What one may want to select around the caret: a log name, a value, a directive, a script's body, all log names, what stands between a stanza's braces. */
export function selection({ tree, offset }: FeatureContext<LogrotateTree>): readonly Span[] {
  const spans: Span[] = [];
  for (const stanza of tree.stanzas) {
    if (!touches(stanza.span, offset)) continue;
    spans.push(stanza.header, ...stanza.logs.map(({ span }) => span), stanza.span);
    if (stanza.open !== undefined) spans.push({ start: stanza.open.end, end: stanza.close?.start ?? stanza.span.end });
  }
  for (const { item } of tree.placed) {
    if (!touches(item.span, offset)) continue;
    spans.push(item.span);
    if (item.kind !== 'directive') continue;
    if (item.value !== undefined) spans.push(item.value.span);
    if (item.script !== undefined) spans.push(item.script.body);
  }
  return spans;
}
