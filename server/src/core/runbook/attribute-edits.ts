import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import type { Attribute, Block } from './model.ts';

/** The place of an attribute's value without its quotes; the attribute's own place where it has no value. */
export function valueSpan(text: string, { span, valueSpan: whole }: Attribute): Span {
  if (whole === undefined) return span;
  const quoted = text.charAt(whole.start) === '"';
  const closed = quoted && whole.end - whole.start > 1 && text.charAt(whole.end - 1) === '"';
  return { start: whole.start + (quoted ? 1 : 0), end: whole.end - (closed ? 1 : 0) };
}

/** The last attribute of a key, which is the one that counts; undefined where the block has none. */
export function attributeOf(block: Block, key: string): Attribute | undefined {
  return block.attributes.findLast((attribute) => attribute.key === key);
}

/** The edit that puts `key=value` behind the last attribute of a block that has at least one, in the form that the others have. */
export function addAttribute(text: string, block: Block, key: string, value: string): Edit {
  const end = block.attributes.at(-1)?.span.end ?? block.infoSpan.end;
  const json = text.charAt(block.attributes[0]?.span.start ?? 0) === '"';
  const written = json
    ? `, ${JSON.stringify(key)}: ${JSON.stringify(value)}`
    : ` ${key}=${/[\s"]/.test(value) ? JSON.stringify(value) : value}`;
  return { span: { start: end, end }, text: written };
}
