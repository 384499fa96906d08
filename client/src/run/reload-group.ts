import { randomBytes } from 'node:crypto';
import { asks, questionOf } from './asks.ts';
import type { HostPart, Waiting } from './host-part.ts';
import { putBack, unmark } from './install/put-back.ts';
import { isWell } from './outcome.ts';
import { performStep } from './perform-step.ts';
import { reach } from './reach.ts';
import type { RunContext } from './run-context.ts';

/** Why the file blocks of a group failed after all; undefined where their reload is paid or none was due. */
export type GroupTrouble = string | undefined;

/**
 * Runs the reload that `group` (consecutive file blocks that name the same) owes on a host, after the last of them. If it fails, the files go
 * back in reverse order and it runs once more. The mark on the host goes away only after it succeeded.
 */
export async function reloadGroup(context: RunContext, part: HostPart, group: readonly Waiting[]): Promise<GroupTrouble> {
  const [first] = group;
  const name = first?.block.install?.reload;
  const block = name === undefined ? undefined : context.blocks.get(name);
  const due = group.filter(({ end }) => end.result === 'installed' || end.owed);
  const last = due.at(-1);
  if (first === undefined || block === undefined || last === undefined) return undefined;
  const changed = group.filter(({ end }) => end.result === 'installed');
  const environment = { OPSBOOK_OLD_FILE: last.end.kept ?? '', OPSBOOK_NEW_FILE: last.path };
  const why =
    changed.length === 0 ? 'owed from an earlier run' : `after ${changed.map(({ block: { name: file } }) => `\`${file}\``).join(', ')}`;
  const reload = async (reason: string): Promise<{ readonly well: boolean; readonly message: string }> => {
    const startedAt = context.now();
    await context.emit({ type: 'block-started', block: block.name, host: part.name, why: reason });
    const end = await performStep(context, block, part, { environment, reload: true });
    await context.emit({ type: 'block-ended', block: block.name, host: part.name, ...end, duration: context.now() - startedAt });
    part.outcomes.set(block.name, end.outcome);
    return { well: isWell(end.outcome), message: end.message ?? end.outcome };
  };
  if (asks(context, block, part) && !(await context.confirm(block, [part.name], questionOf(block))))
    return `\`${block.name}\` was not confirmed and is owed`;
  const { connection, filesUnder } = await reach(context, part, first.block, part.name);
  const access = (waiting: Waiting) => ({ sudo: waiting.block.sudo, filesUnder, token: randomBytes(6).toString('hex') });
  const paid = async (): Promise<void> => {
    for (const waiting of due) {
      const trouble = await unmark(connection, waiting.path, access(waiting));
      if (trouble !== undefined)
        await context.emit({
          type: 'note',
          block: waiting.block.name,
          host: part.name,
          level: 'warning',
          message: `the mark of the owed reload could not be taken away: ${trouble}`,
        });
    }
  };
  const once = await reload(why);
  if (once.well) {
    await paid();
    return undefined;
  }
  if (changed.length === 0) return `\`${block.name}\` failed and is still owed: ${once.message}`;
  const troubles: string[] = [];
  for (const waiting of [...changed].reverse()) {
    const { path, digest, end } = waiting;
    const { trouble } = await putBack(connection, { path, digest, kept: end.kept }, access(waiting));
    if (trouble === undefined) {
      await context.emit({ type: 'put-back', block: waiting.block.name, host: part.name, path });
      part.changed.delete(waiting.block.name);
      const planned = context.plan.files.find((file) => file.host === part.name && file.path === path);
      part.wrote.set(path, planned?.found);
    } else
      troubles.push(`\`${path}\` could not be put back${end.kept === undefined ? '' : ` (the old file is \`${end.kept}\`)`}: ${trouble}`);
  }
  const twice = await reload('again, with the old files back');
  if (twice.well && troubles.length === 0) await paid();
  const back = troubles.length === 0 ? 'taken back' : troubles.join('; ');
  return `${back}: \`${block.name}\` failed, ${once.message}${twice.well ? '' : `; with the old files too, ${twice.message}`}`;
}
