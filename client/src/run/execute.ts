import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { startBackground } from './background.ts';
import { HostTrouble } from './connections.ts';
import type { BlockEnd } from './events.ts';
import type { HostPart, Waiting } from './host-part.ts';
import { performGuardedFile, performGuardedStep } from './guard/perform-guarded.ts';
import { notTaken } from './install/judgement.ts';
import type { InstallEnd } from './install/install-file.ts';
import { lookAtFile, LookTrouble } from './install/look-at-file.ts';
import { isFailure, type Outcome } from './outcome.ts';
import { cancelledBefore, lastFixer } from './order.ts';
import { performFile, waitingOf } from './perform-file.ts';
import { performStep } from './perform-step.ts';
import { type PreparedFile, prepareFile } from './prepare-file.ts';
import { reach } from './reach.ts';
import { isReloadConfirmed, reloadGroup, takeFileBack } from './reload-group.ts';
import type { RunContext } from './run-context.ts';
import { whenTrouble } from './when-trouble.ts';

type End = Omit<BlockEnd, 'duration'>;

/** A block that will run on a host: its conditions hold. */
export interface Ready {
  readonly block: DraftBlock;
  readonly part: HostPart;
  readonly why: string | undefined;
  readonly file: PreparedFile | undefined;
}

/** Tells how a block ended on a host, and what follows for the host from it. */
async function ended(context: RunContext, block: DraftBlock, part: HostPart, end: End, startedAt = context.now()): Promise<Outcome> {
  part.outcomes.set(block.name, end.outcome);
  if (isFailure(end.outcome) && !(block.continueOnFailure && end.outcome !== 'unreachable' && end.outcome !== 'lost')) {
    part.over ??= `\`${block.name}\` ended \`${end.outcome}\` on \`${part.name}\``;
  }
  if ((end.outcome === 'ok' || end.outcome === 'fixed') && !part.done.includes(block)) part.done.push(block);
  await context.emit({ type: 'block-ended', block: block.name, host: part.name, ...end, duration: context.now() - startedAt });
  return end.outcome;
}

/** What an error of a host means for a block. */
function endOf(error: unknown): End {
  if (error instanceof HostTrouble) return { outcome: error.outcome, message: error.message };
  if (error instanceof LookTrouble) return { outcome: error.kind === 'lost' ? 'lost' : 'failed', message: error.message };
  throw error;
}

/** Whether the block may run on the host now: its own conditions, what it requires, the check that it fixes. Otherwise its end is told. */
export async function prepare(context: RunContext, block: DraftBlock, part: HostPart, why?: string): Promise<Ready | undefined> {
  const end = async (outcome: Outcome, message: string): Promise<undefined> =>
    void (await ended(context, block, part, { outcome, message }));
  if (context.signal.aborted)
    return void (await ended(context, block, part, { outcome: 'skipped', message: cancelledBefore, stopped: true }));
  if (block.when !== undefined) {
    const holds = await whenHolds(context, part, block.when.name);
    const trouble = whenTrouble(block.when, holds, part.outcomes.get(block.when.name));
    if (trouble !== undefined) return end('skipped', trouble);
  }
  for (const name of block.requires) {
    const outcomes = await callAll(context, part, name, `required by \`${block.name}\``, false);
    const bad = outcomes.find((outcome) => outcome !== 'ok' && outcome !== 'unchanged' && outcome !== 'fixed');
    if (bad !== undefined || outcomes.length === 0) return end('skipped', `it requires \`${name}\`, which is \`${bad ?? 'not there'}\``);
  }
  if (part.over !== undefined) return end('skipped', part.over);
  if (block.fixes !== undefined) {
    const check =
      part.outcomes.get(block.fixes) ?? (await callAll(context, part, block.fixes, `which \`${block.name}\` fixes`, false)).at(-1);
    if (check === 'ok' && !(await owes(context, block, part))) return end('unchanged', `\`${block.fixes}\` is healthy`);
    if (check !== 'ok' && check !== 'symptom') return end('skipped', `\`${block.fixes}\`, which it fixes, is \`${check ?? 'not there'}\``);
  }
  if (block.install === undefined) return { block, part, why, file: undefined };
  try {
    const file = await prepareFile(context, block, part);
    if ('outcome' in file) return await end(file.outcome, file.message);
    if (file.ask) await context.emit({ type: 'difference', block: block.name, host: part.name, path: file.found.path, diff: file.diff });
    return { block, part, why, file };
  } catch (error) {
    const { outcome, message } = endOf(error);
    return end(outcome, message ?? outcome);
  }
}

/** Runs a block whose conditions hold. A file block may then wait for its reload: `settle` tells its end. */
export async function perform(context: RunContext, { block, part, why, file }: Ready): Promise<void> {
  const startedAt = context.now();
  await context.emit({ type: 'block-started', block: block.name, host: part.name, ...(why !== undefined && { why }) });
  if (block.guard !== undefined) {
    const prove = (end: End): Promise<End> => proven(context, block, part, end);
    const work =
      file === undefined ? performGuardedStep(context, block, part, prove) : performGuardedFile(context, block, part, file, prove);
    await ended(context, block, part, await work.catch(endOf), startedAt);
    return;
  }
  if (block.script?.background === true) {
    part.outcomes.set(block.name, 'ok');
    startBackground(context, block, part, (end) => ended(context, block, part, end, startedAt));
    return;
  }
  if (file === undefined) {
    const end = await performStep(context, block, part);
    await ended(context, block, part, end.outcome === 'ok' ? await proven(context, block, part, end) : end, startedAt);
    return;
  }
  let end: InstallEnd;
  try {
    end = await performFile(context, block, part, file);
  } catch (error) {
    await ended(context, block, part, endOf(error), startedAt);
    return;
  }
  if (end.result === 'installed' || end.result === 'unchanged') {
    part.waiting.push(waitingOf(block, startedAt, file, end));
    return;
  }
  const outcome: Outcome = end.result === 'rejected' ? 'failed' : end.result;
  const message = end.result === 'rejected' ? notTaken(block) : end.message;
  await ended(context, block, part, { outcome, ...(message !== undefined && { message }) }, startedAt);
}

/** After the last file block of a group: its reload, then the end of each of its blocks. Where the host failed meanwhile the reload stays owed. */
export async function settle(context: RunContext, part: HostPart): Promise<void> {
  const group = part.waiting.splice(0);
  if (group.length === 0) return;
  let trouble: string | undefined;
  let owed: string | undefined;
  const isDue = group.some(({ block, end }) => block.install?.reload !== undefined && (end.result === 'installed' || end.owed));
  const isStopped = (): boolean => part.over !== undefined || context.signal.aborted;
  const isConfirmed = !isDue || isStopped() || (await isReloadConfirmed(context, part, group));
  const reload = group[0]?.block.install?.reload;
  if (isDue && isStopped()) owed = `\`${reload}\` did not run and is owed: ${part.over ?? 'the run was cancelled'}`;
  else if (!isConfirmed) trouble = `\`${reload}\` was not confirmed and is owed`;
  else {
    try {
      trouble = await reloadGroup(context, part, group);
    } catch (error) {
      trouble = `the reload is owed: ${endOf(error).message}`;
    }
  }
  for (const waiting of group) {
    const { block, end, startedAt } = waiting;
    const installed = end.result === 'installed';
    if (trouble !== undefined && (installed || end.owed)) {
      await ended(context, block, part, { outcome: 'failed', message: trouble }, startedAt);
      continue;
    }
    const own: End = { outcome: installed ? 'ok' : 'unchanged', ...(owed !== undefined && { message: owed }) };
    if (owed !== undefined) {
      await ended(context, block, part, own, startedAt);
      continue;
    }
    const proof = await proven(context, block, part, own);
    if (isFailure(proof.outcome) && installed) await ended(context, block, part, await backAfter(context, part, waiting, proof), startedAt);
    else {
      if (installed) part.installed.set(block.name, waiting);
      await ended(context, block, part, proof, startedAt);
    }
  }
}

/** The end of a file block whose check failed after it: the old file goes back, and its reload runs again. */
async function backAfter(context: RunContext, part: HostPart, waiting: Waiting, proof: End): Promise<End> {
  try {
    return { ...proof, message: await takeFileBack(context, part, waiting, proof.message ?? proof.outcome) };
  } catch (error) {
    return { ...proof, message: `${proof.message}; the old file could not be put back: ${endOf(error).message}` };
  }
}

/** The end of a block that went well, after the checks that prove it: `then`, and what it fixes after the last block that fixes it. */
async function proven(context: RunContext, block: DraftBlock, part: HostPart, end: End): Promise<End> {
  if (block.then !== undefined) {
    const outcome = (await callAll(context, part, block.then, `after \`${block.name}\``, true)).find((each) => each !== 'ok');
    if (outcome !== undefined) return { ...end, outcome: 'failed', message: `after it \`${block.then}\` is \`${outcome}\`` };
  }
  if (block.fixes === undefined || lastFixer(context.draft, block.fixes, part.name) !== block.name) return end;
  const before = part.outcomes.get(block.fixes);
  const outcome = (await callAll(context, part, block.fixes, `again, after \`${block.name}\``, true)).find((each) => each !== 'ok');
  if (outcome === undefined) return before === 'ok' ? end : { ...end, outcome: 'fixed' };
  return {
    ...end,
    outcome: 'failed',
    message: outcome === 'symptom' ? `the symptom of \`${block.fixes}\` is still there` : `\`${block.fixes}\` is \`${outcome}\` after it`,
  };
}

/** Whether `when=NAME` holds: a check is healthy, a file block changed its file, a step went well. Undefined where a check could not look. */
async function whenHolds(context: RunContext, part: HostPart, name: string): Promise<boolean | undefined> {
  const block = context.blocks.get(name);
  if (block === undefined) return false;
  if (block?.kind === 'file') return part.changed.has(name);
  if (block?.kind === 'step') return ['ok', 'fixed', 'unchanged'].includes(part.outcomes.get(name) ?? '');
  const outcome = part.outcomes.get(name) ?? (await callAll(context, part, name, undefined, false)).find((each) => each !== 'ok') ?? 'ok';
  return outcome === 'ok' ? true : outcome === 'symptom' ? false : undefined;
}

/** Calls a block for a host: on that host, or, where it is not among the block's targets, on those that are. */
async function callAll(context: RunContext, part: HostPart, name: string, why: string | undefined, again: boolean): Promise<Outcome[]> {
  const block = context.blocks.get(name);
  if (block === undefined) return [];
  const parts = block.targets.includes(part.name) ? [part] : block.targets.map(context.part);
  const outcomes: Outcome[] = [];
  for (const each of parts) outcomes.push(await context.call(block, each, why ?? `wanted by \`${name}\``, again));
  return outcomes;
}

/** Whether an earlier run left the reload of this file block owed. */
async function owes(context: RunContext, block: DraftBlock, part: HostPart): Promise<boolean> {
  if (block.install?.reload === undefined || /\$[A-Za-z_]/.test(block.install.path)) return false;
  try {
    const { connection, filesUnder } = await reach(context, part, block, part.name);
    return (await lookAtFile(connection, block.install.path, { sudo: block.sudo, filesUnder, signal: context.signal })).owed;
  } catch {
    // What cannot be looked at is told when the block itself comes to it.
    return false;
  }
}
