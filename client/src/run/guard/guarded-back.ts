import { HostTrouble } from '../connections.ts';
import { fileBack, isBack } from '../files-back.ts';
import type { HostPart, Waiting } from '../host-part.ts';
import { reloadOf } from '../reload-group.ts';
import type { RunContext } from '../run-context.ts';
import { wayBackOf } from '../undoer-of.ts';
import { type Fired, guarded } from './guarded.ts';
import { paid, requestsOf, toldReload } from './perform-guarded.ts';

/**
 * Takes back what a guarded block installed, since `why`, under a switch of its own: that holds what the run wrote and puts it in place again, with
 * its reload, unless a new login gets in within the window. Resolves as `takeFileBack` does. May throw a HostTrouble before anything was changed.
 */
export async function takeGuardedBack(context: RunContext, part: HostPart, installed: Waiting, why: string): Promise<string> {
  const { block, path } = installed;
  const reload = reloadOf(context, [installed]);
  const undoer = reload && wayBackOf(context.draft, reload);
  const way = undoer ?? reload;
  const requests = await requestsOf(context, part, way, undoer && reload);
  if (typeof requests === 'string') return `${requests}: ${why}`;
  let trouble: string | undefined;
  const end = await guarded(context, block, part, {
    window: block.guard ?? 0,
    real: path,
    ...requests,
    takesBack: true,
    back: way?.undoes !== undefined,
    change: async (armed) => {
      const done = await fileBack(context, part, installed, { armed });
      trouble = done.trouble;
      if (trouble === undefined) return 'changed';
      return done.lost ? { lost: trouble } : 'nothing';
    },
    judge: (run) =>
      toldReload(context, way ?? block, part, run, undoer === undefined ? 'again, with the old files back' : 'with the old files back'),
    prove: async () => undefined,
  });
  switch (end.kind) {
    case 'not-armed':
      return `not taken back, ${end.why}: ${why}`;
    case 'nothing':
      return `${trouble}: ${why}`;
    case 'fired':
      if (end.code === 0) await unowed(context, part, installed);
      return `${typeof end.code === 'string' ? 'perhaps ' : ''}not taken back, ${cameAgain(end)}: ${why}`;
    default:
      await isBack(context, part, installed);
      await unowed(context, part, installed);
      return `taken back: ${why}`;
  }
}

/** What the host says came of what the run wrote, after the switch fired. */
function cameAgain({ why, code, words }: Fired): string {
  if (typeof code === 'string') return `${why}; ${code}, so which of the two files is there is not known`;
  if (code === 98) return `${why}; what this run wrote could not be put in place again`;
  const reload = code === 0 ? '' : `, but its reload ended with ${code}${words === '' ? '' : ` (${words})`}`;
  return `what this run wrote is in place again${reload}, since ${why}`;
}

/** Takes the mark of the owed reload away; a host that is gone by now has it paid by a later run. */
async function unowed(context: RunContext, part: HostPart, { block, path }: Waiting): Promise<void> {
  try {
    await paid(context, block, part, path);
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
  }
}
