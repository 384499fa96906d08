import { HostTrouble } from './connections.ts';
import { takeGuardedBack } from './guard/guarded-back.ts';
import type { HostPart, Waiting } from './host-part.ts';
import { performStep } from './perform-step.ts';
import { takeFileBack } from './reload-group.ts';
import type { RunContext } from './run-context.ts';
import { undoerOf } from './undoer-of.ts';

/** Takes back, in reverse, what was done on a host that failed: each block that another one undoes, each file that was installed, if that is wished. */
export async function undo(context: RunContext, part: HostPart): Promise<void> {
  for (const block of [...part.done].reverse()) {
    const installed = part.installed.get(block.name);
    // What may cut us off on the way there may on the way back: that goes under a switch again, which a step of its own would not.
    const undoer = installed !== undefined && block.guard !== undefined ? undefined : undoerOf(context.draft, block);
    if (context.signal.aborted || (undoer !== undefined && part.outcomes.has(undoer.name))) continue;
    if (undoer === undefined && installed === undefined) continue;
    const way = undoer === undefined ? `put the file back that was at \`${installed?.path}\`` : `with \`${undoer.name}\``;
    const question = `Take \`${block.name}\` back on \`${part.name}\` (${way}), since ${part.over ?? 'it failed'}?`;
    const wished = context.environment.undoOnFailure === true || (await context.confirm(undoer ?? block, [part.name], question, true));
    if (!wished) continue;
    if (undoer === undefined) {
      if (installed !== undefined && !(await fileBack(context, part, installed))) return;
      continue;
    }
    const startedAt = context.now();
    const place = { host: part.name, block: undoer.name };
    await context.emit({ type: 'block-started', ...place, why: `takes \`${block.name}\` back` });
    // Of a file: what was there, and what was put there.
    const environment = { OPSBOOK_OLD_FILE: installed?.end.kept ?? '', OPSBOOK_NEW_FILE: installed?.path ?? '' };
    const end = await performStep(context, undoer, part, installed === undefined ? {} : { environment }).catch((error: unknown) => {
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

/** Puts the file of a block back and tells it; whether it is back and its reload went well. */
async function fileBack(context: RunContext, part: HostPart, installed: Waiting): Promise<boolean> {
  const place = { host: part.name, block: installed.block.name };
  const why = part.over ?? 'the run failed';
  let message: string;
  try {
    message = await (installed.block.guard === undefined ? takeFileBack : takeGuardedBack)(context, part, installed, why);
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
    message = error.message;
  }
  const well = message === `taken back: ${why}`;
  part.outcomes.set(installed.block.name, well ? 'undone' : 'failed');
  await context.emit({ type: 'block-ended', ...place, outcome: well ? 'undone' : 'failed', duration: 0, message });
  return well;
}
