import type { Token, TokenKind } from '../../../language.ts';
import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import type { ArgumentKind } from '../facts/record.ts';
import type { LogrotateTree } from '../tree.ts';

const values: Readonly<Partial<Record<ArgumentKind, TokenKind>>> = {
  size: 'number',
  count: 'number',
  weekday: 'number',
  monthday: 'number',
  account: 'variable',
  patterns: 'regexp',
};

/** The colours: directives, values by kind, log names, comments, braces. Scripts are shell and stay uncoloured. */
export function tokens(parsed: Parsed<LogrotateTree>): readonly Token[] {
  const found: Token[] = [];
  const add = (span: Span | undefined, kind: TokenKind): void => {
    if (span !== undefined && span.end > span.start) found.push({ span, kind });
  };
  for (const stanza of parsed.tree.stanzas) {
    for (const log of stanza.logs) add(log.span, 'string');
    add(stanza.open, 'operator');
    add(stanza.close, 'operator');
  }
  for (const { item } of parsed.tree.placed) {
    if (item.kind === 'comment') add(item.span, 'comment');
    if (item.kind !== 'directive') continue;
    const record = item.record;
    if (record === undefined) continue;
    add(item.name.span, record.argument === 'script' ? 'function' : record.argument === 'none' ? 'keyword' : 'property');
    add(item.equals, 'operator');
    if (item.value !== undefined && record.argument === 'ownership') {
      for (const match of item.value.text.matchAll(/\S+/g)) {
        const start = item.value.span.start + match.index;
        add({ start, end: start + match[0].length }, /^\d+$/.test(match[0]) ? 'number' : 'variable');
      }
    } else add(item.value?.span, values[record.argument] ?? 'string');
    add(item.script?.end, 'function');
  }
  found.sort((a, b) => a.span.start - b.span.start);
  return found.filter((token, at) => at === 0 || token.span.start >= (found[at - 1] as Token).span.end);
}
