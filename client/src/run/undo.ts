import { HostTrouble } from './connections.ts';
import type { HostPart } from './host-part.ts';
import { performStep } from './perform-step.ts';
import type { RunContext } from './run-context.ts';

/** Takes back, in reverse, what was done on a host that failed: each block that another one undoes, if that is wished. */
export async function undo(context: RunContext, part: HostPart): Promise<void> {
  for (const block of [...part.done].reverse()) {
    const undoer = context.draft.blocks.find(({ undoes }) => undoes === block.name);
    if (undoer === undefined || part.outcomes.has(undoer.name) || context.signal.aborted) continue;
    const wished =
      context.environment.undoOnFailure === true ||
      (await context.confirm(
        undoer,
        [part.name],
        `Take \`${block.name}\` back on \`${part.name}\` with \`${undoer.name}\`, since ${part.over ?? 'it failed'}?`,
        true,
      ));
    if (!wished) continue;
    const startedAt = context.now();
    const place = { host: part.name, block: undoer.name };
    await context.emit({ type: 'block-started', ...place, why: `takes \`${block.name}\` back` });
    const end = await performStep(context, undoer, part).catch((error: unknown) => {
      if (error instanceof HostTrouble) return { outcome: error.outcome, message: error.message };
      throw error;
    });
    await context.emit({ type: 'block-ended', ...place, ...end, duration: context.now() - startedAt });
    if (end.outcome !== 'ok') return;
    await context.emit({
      type: 'block-ended',
      host: part.name,
      block: block.name,
      outcome: 'undone',
      duration: 0,
      message: `by \`${undoer.name}\``,
    });
  }
}
