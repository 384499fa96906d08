import { randomBytes } from 'node:crypto';
import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { asks, questionOf } from './asks.ts';
import { filesBack } from './files-back.ts';
import type { HostPart, Waiting } from './host-part.ts';
import { unmark } from './install/put-back.ts';
import { isWell } from './outcome.ts';
import { performStep } from './perform-step.ts';
import { reach } from './reach.ts';
import type { RunContext } from './run-context.ts';
import { wayBackOf } from './undoer-of.ts';

/** Why the file blocks of a group failed after all; undefined where their reload is paid or none was due. */
export type GroupTrouble = string | undefined;

/** Asks whether the reload of `group` may run on a host, where it is asked for; true is yes. */
export async function isReloadConfirmed(context: RunContext, part: HostPart, group: readonly Waiting[]): Promise<boolean> {
  const block = reloadOf(context, group);
  return block === undefined || !asks(context, block, part) || context.confirm(block, [part.name], questionOf(block));
}

/**
 * Runs the reload that `group` (consecutive file blocks that name the same) owes on a host, after the last of them. If it fails, the files go
 * back in reverse order and it runs once more. The mark on the host goes away only after it succeeded. May throw a HostTrouble.
 */
export async function reloadGroup(context: RunContext, part: HostPart, group: readonly Waiting[]): Promise<GroupTrouble> {
  const block = reloadOf(context, group);
  const due = group.filter(({ end }) => end.result === 'installed' || end.owed);
  if (block === undefined || due.length === 0) return undefined;
  const changed = group.filter(({ end }) => end.result === 'installed');
  const why =
    changed.length === 0 ? 'owed from an earlier run' : `after ${changed.map(({ block: { name: file } }) => `\`${file}\``).join(', ')}`;
  const once = await reload(context, part, block, due, why);
  if (once.well) {
    await unmarkAll(context, part, due);
    return undefined;
  }
  if (changed.length === 0) return `\`${block.name}\` failed and is still owed: ${once.message}`;
  return putBackAndReload(context, part, changed, `\`${block.name}\` failed, ${once.message}`, block, due);
}

/**
 * Puts the file of an installed block back, since `why`; then the step that undoes its reload runs or, without one, the reload again.
 * Resolves with the whole message for it: it begins with "taken back", unless something stood in the way. May throw a HostTrouble.
 */
export async function takeFileBack(context: RunContext, part: HostPart, installed: Waiting, why: string): Promise<string> {
  const reload = reloadOf(context, [installed]);
  return putBackAndReload(context, part, [installed], why, reload && (wayBackOf(context.draft, reload) ?? reload), [installed]);
}

/** Puts files back, runs `block`, which is their reload or what takes it back, and takes the marks of what is `due` away. Resolves as `takeFileBack` does. */
async function putBackAndReload(
  context: RunContext,
  part: HostPart,
  installed: readonly Waiting[],
  why: string,
  block: DraftBlock | undefined,
  due: readonly Waiting[],
): Promise<string> {
  const isAgain = block === reloadOf(context, installed);
  // What takes the reload back is told what it had been run for.
  const { troubles, kept } = await filesBack(context, part, installed, isAgain ? undefined : `${context.id}-back`);
  const back = troubles.length === 0 ? 'taken back' : troubles.join('; ');
  if (block === undefined) return `${back}: ${why}`;
  const again = isAgain
    ? await reload(context, part, block, due, 'again, with the old files back')
    : await reload(context, part, block, due, 'with the old files back', kept ?? '');
  if (again.well && troubles.length === 0) await unmarkAll(context, part, due);
  return `${back}: ${why}${again.well ? '' : `; with the old files too \`${block.name}\` failed, ${again.message}`}`;
}

/** The step that the files of a group name as their reload; undefined where they name none. */
export function reloadOf(context: RunContext, group: readonly Waiting[]): DraftBlock | undefined {
  const name = group[0]?.block.install?.reload;
  return name === undefined ? undefined : context.blocks.get(name);
}

async function reload(
  context: RunContext,
  part: HostPart,
  block: DraftBlock,
  due: readonly Waiting[],
  why: string,
  was = due.at(-1)?.end.kept ?? '',
): Promise<{ readonly well: boolean; readonly message: string }> {
  const is = due.at(-1)?.path ?? '';
  // To a step that undoes a reload the file that is back is the old one.
  const environment =
    block.undoes === undefined ? { OPSBOOK_OLD_FILE: was, OPSBOOK_NEW_FILE: is } : { OPSBOOK_OLD_FILE: is, OPSBOOK_NEW_FILE: was };
  const startedAt = context.now();
  await context.emit({ type: 'block-started', block: block.name, host: part.name, why });
  const end = await performStep(context, block, part, { environment, reload: true });
  await context.emit({ type: 'block-ended', block: block.name, host: part.name, ...end, duration: context.now() - startedAt });
  part.outcomes.set(block.name, end.outcome);
  return { well: isWell(end.outcome), message: end.message ?? end.outcome };
}

/** Takes the marks of the owed reload away from the host. */
async function unmarkAll(context: RunContext, part: HostPart, due: readonly Waiting[]): Promise<void> {
  for (const { block, path } of due) {
    const { connection, filesUnder } = await reach(context, part, block, part.name);
    const trouble = await unmark(connection, path, { sudo: block.sudo, filesUnder, token: randomBytes(6).toString('hex') });
    if (trouble === undefined) continue;
    const message = `the mark of the owed reload could not be taken away: ${trouble}`;
    await context.emit({ type: 'note', block: block.name, host: part.name, level: 'warning', message });
  }
}
