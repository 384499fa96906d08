import type { Document } from '../document.ts';
import type { Fact, FactKind } from '../facts.ts';
import type { ReadBlock, ReadRunbook } from '../runbook/parse-runbook.ts';
import type { Span } from '../text/span.ts';
import type { Unit } from '../unit.ts';

/** What a file block tells, with the document's places. */
export interface BlockFact {
  readonly fact: Fact;
  readonly unit: Unit;
  readonly block: ReadBlock;
  readonly span: Span;
  /** True where nobody wrote the name: it is the value of an input that stands in for another. */
  readonly filled: boolean;
}

/** The facts of some kinds that the installed blocks of a runbook tell, in order. */
export function* blockFacts(document: Document, runbook: ReadRunbook, kinds: readonly FactKind[]): Iterable<BlockFact> {
  for (const unit of document.units) {
    const block = unit.block === undefined ? undefined : runbook.blocks[unit.block];
    if (block?.kind !== 'file') continue;
    for (const fact of unit.parsed.facts) {
      if (!kinds.includes(fact.kind)) continue;
      const filled = unit.filled.some(({ start, end }) => start < fact.span.end && fact.span.start < end);
      yield { fact, unit, block, span: unit.map.toDocument(fact.span), filled };
    }
  }
}
