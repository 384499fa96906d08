import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { HostPart } from './host-part.ts';
import type { RunContext } from './run-context.ts';

/** Whether `block` is asked for before it runs on the host: by its `confirm`, or as a step on this very machine, not isolated. */
export function asks(context: RunContext, block: DraftBlock, part: HostPart): boolean {
  const unisolated = context.plan.hosts.some((host) => host.name === part.name && host.unisolated === true);
  return block.confirm !== undefined || (block.kind === 'step' && unisolated);
}

/** The question for a block that `asks`. */
export function questionOf(block: DraftBlock): string {
  return block.confirm ?? `\`${block.name}\` runs on this machine, not isolated. Run it?`;
}
