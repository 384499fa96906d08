import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { Outcome } from './outcome.ts';

/**
 * Why a block is skipped for its `when`, in a sentence; undefined where it is not. `holds` is undefined where the check that it names could not
 * look, and `outcome` is how that ended.
 */
export function whenTrouble(
  { name, not }: NonNullable<DraftBlock['when']>,
  holds: boolean | undefined,
  outcome: Outcome | undefined,
): string | undefined {
  const which = `${not ? '!' : ''}${name}`;
  if (holds === not) return `\`when=${which}\` does not hold`;
  if (holds !== undefined) return undefined;
  return outcome === 'skipped' ? `\`when=${which}\`: \`${name}\` was skipped` : `\`when=${which}\`: \`${name}\` could not look`;
}
