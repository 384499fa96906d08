import { mergePart } from '../../../../server/src/core/index.ts';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { digestOf } from './digest.ts';
import type { FoundFile } from './look-at-file.ts';

/** What a file block's file is to hold, and for each of its lines (from 0) the document's that it came from. */
export interface WantedText {
  readonly text: string;
  readonly sourceLines: readonly (number | undefined)[];
}

/** The whole text that `filled` (the block's, every hole filled) makes of what was found: itself, or a `part` put into that. A sentence where it cannot be put in. */
export function wantedText(block: DraftBlock, found: FoundFile, filled: string): WantedText | string {
  const install = block.install as NonNullable<DraftBlock['install']>;
  if (!install.part) return { text: filled, sourceLines: install.sourceLines };
  if (found.found !== undefined && found.text === undefined) return `\`${found.path}\` is too large for a part to be put in`;
  if (found.found !== undefined && digestOf(found.text ?? '') !== found.found.digest)
    return `\`${found.path}\` is no UTF-8 text, so a part cannot be put in without harm to the rest`;
  const merged = mergePart(found.text ?? '', filled, install.language, block.name);
  if (typeof merged === 'string') return `\`${found.path}\`: ${merged}`;
  return {
    text: merged.text,
    sourceLines: merged.lines.map((line) =>
      line === undefined ? undefined : install.sourceLines[Math.min(line, install.sourceLines.length - 1)],
    ),
  };
}
