import type { Span } from '../text/span.ts';
import { valueSpan } from './attribute-edits.ts';
import type { ReadBlock, ReadRunbook } from './parse-runbook.ts';

/** The attributes whose value is the name of a block, or several with commas between them. */
export const referenceKeys = ['fixes', 'then', 'undoes', 'requires', 'when', 'reload'] as const;

export type ReferenceKey = (typeof referenceKeys)[number];

/** One name of a block in an attribute of another; the span is the document's. */
export interface Reference {
  readonly block: ReadBlock;
  readonly key: ReferenceKey;
  readonly name: string;
  readonly span: Span;
}

/** Every name of a block that an attribute of a runbook holds, in order. */
export function* references(runbook: ReadRunbook): Iterable<Reference> {
  for (const block of runbook.blocks) {
    if (block.kind === 'plain') continue;
    for (const attribute of block.attributes) {
      const key = referenceKeys.find((one) => one === attribute.key);
      if (key === undefined || attribute.valueSpan === undefined) continue;
      let at = valueSpan(runbook.text, attribute).start;
      const value = key === 'when' && attribute.value.startsWith('!') ? attribute.value.slice(1) : attribute.value;
      if (value !== attribute.value) at++;
      for (const word of key === 'requires' ? value.split(',') : [value]) {
        const name = word.trim();
        const start = at + word.indexOf(name);
        at += word.length + 1;
        if (name !== '') yield { block, key, name, span: { start, end: start + name.length } };
      }
    }
  }
}

/** The blocks that can be referred to: those with a name of their own, by it; of two the last. */
export function namedBlocks(runbook: ReadRunbook): ReadonlyMap<string, ReadBlock> {
  return new Map(runbook.blocks.filter((block) => block.explicitName && block.kind !== 'plain').map((block) => [block.name, block]));
}
