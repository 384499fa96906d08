import type { Document } from '../document.ts';
import type { Attribute } from '../runbook/model.ts';
import type { ReadBlock } from '../runbook/parse-runbook.ts';
import { touches } from '../text/span.ts';

/** The block whose info string holds `offset`, and the attribute there if any. */
export interface InfoPlace {
  readonly block: ReadBlock;
  readonly attribute: Attribute | undefined;
}

/** The block that `offset` of a runbook stands in, from its fence to its end; undefined outside. */
export function blockAt(document: Document, offset: number): ReadBlock | undefined {
  return document.runbook?.blocks.find((block) => touches(block.span, offset));
}

/** The place in an info string, undefined anywhere else. */
export function infoAt(document: Document, offset: number): InfoPlace | undefined {
  const block = document.runbook?.blocks.find((candidate) => touches(candidate.infoSpan, offset));
  if (block === undefined) return undefined;
  return { block, attribute: block.attributes.find(({ span }) => touches(span, offset)) };
}
