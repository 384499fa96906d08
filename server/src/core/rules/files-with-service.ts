import type { Document } from '../document.ts';
import type { ReadBlock, ReadRunbook } from '../runbook/parse-runbook.ts';

/** A file block whose content a service reads, and what makes it do so. */
export interface FileWithService {
  readonly block: ReadBlock;
  readonly service: string;
  /** `restart` where nothing less makes the change effective. */
  readonly how: string;
}

/** The file blocks of a runbook whose language tells (by a fact) that a service must be told of a change. */
export function* filesWithService(document: Document, runbook: ReadRunbook): Iterable<FileWithService> {
  for (const unit of document.units) {
    const block = unit.block === undefined ? undefined : runbook.blocks[unit.block];
    const fact = unit.parsed.facts.find(({ kind, space }) => kind === 'needsReload' && space === 'service');
    if (block?.kind === 'file' && fact !== undefined) yield { block, service: fact.name, how: fact.detail?.['how'] ?? 'reload' };
  }
}
