import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import type { StepRequest } from '../../ssh/connection.ts';
import type { BlockEnd } from '../events.ts';
import type { HostPart } from '../host-part.ts';
import type { InstallEnd } from '../install/install-file.ts';
import { notTaken } from '../install/judgement.ts';
import { unmark } from '../install/put-back.ts';
import { judgeStep } from '../judge-step.ts';
import { isWell } from '../outcome.ts';
import { performFile, waitingOf } from '../perform-file.ts';
import type { PreparedFile } from '../prepare-file.ts';
import { reach } from '../reach.ts';
import type { RunContext } from '../run-context.ts';
import { stepRequest } from '../step-request.ts';
import { undoerOf, wayBackOf } from '../undoer-of.ts';
import { type Fired, guarded, type GuardedRun, unanswered } from './guarded.ts';

type End = Omit<BlockEnd, 'duration'>;

/** Asks the checks that prove a block; its end after them. */
export type Prove = (end: End) => Promise<End>;

/** A file block under its dead man's switch, with its reload and its proof. May throw a HostTrouble before anything was changed. */
export async function performGuardedFile(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  file: PreparedFile,
  prove: Prove,
): Promise<End> {
  const reload = block.install?.reload === undefined ? undefined : context.blocks.get(block.install.reload);
  const undo = reload && wayBackOf(context.draft, reload);
  const requests = await requestsOf(context, part, reload, undo);
  if (typeof requests === 'string') return { outcome: 'failed', message: requests };
  let install: InstallEnd | undefined;
  let proven: End = { outcome: 'ok' };
  const end = await guarded(context, block, part, {
    window: block.guard ?? 0,
    real: file.found.path,
    ...requests,
    back: reload?.undoes !== undefined,
    change: async (armed) => {
      install = await performFile(context, block, part, file, armed);
      if (install.result === 'lost') return { lost: install.message ?? 'the connection went while the file was installed' };
      return install.result === 'installed' || (install.result === 'unchanged' && install.owed) ? 'changed' : 'nothing';
    },
    judge: (run) =>
      toldReload(
        context,
        reload ?? block,
        part,
        run,
        install?.owed === true && install.result === 'unchanged' ? 'owed from an earlier run' : `after \`${block.name}\``,
      ),
    prove: async () => {
      proven = await prove({ outcome: install?.result === 'installed' ? 'ok' : 'unchanged' });
      return isWell(proven.outcome) ? undefined : (proven.message ?? proven.outcome);
    },
  });
  switch (end.kind) {
    case 'not-armed':
      return { outcome: 'failed', message: end.why };
    case 'fired':
      part.changed.delete(block.name);
      part.wrote.set(file.found.path, file.found.found);
      if (typeof end.code === 'number' && end.code !== 98) {
        await context.emit({ type: 'put-back', block: block.name, host: part.name, path: file.found.path });
        await paid(context, block, part, file.found.path);
      }
      return { outcome: context.signal.aborted ? 'cancelled' : 'failed', message: wentBack(end) };
    case 'kept':
      await paid(context, block, part, file.found.path);
      // What is to be taken back if a later block fails.
      if (install?.result === 'installed') part.installed.set(block.name, waitingOf(block, context.now(), file, install));
      return proven;
    default:
      return installEnd(block, install) ?? prove({ outcome: 'unchanged' });
  }
}

/** A step under its dead man's switch; the step that undoes it is what the switch runs. May throw a HostTrouble before it began. */
export async function performGuardedStep(context: RunContext, block: DraftBlock, part: HostPart, prove: Prove): Promise<End> {
  const undo = undoerOf(context.draft, block);
  const requests = await requestsOf(context, part, block, undo);
  if (typeof requests === 'string') return { outcome: 'failed', message: requests };
  let judged: End = { outcome: 'ok' };
  const end = await guarded(context, block, part, {
    window: block.guard ?? 0,
    real: undefined,
    ...requests,
    change: async () => 'changed',
    judge: async (run) => {
      await outputs(context, block, part, run);
      judged = verdictOn(block, run);
      return judged.outcome === 'ok' ? undefined : (judged.message ?? judged.outcome);
    },
    prove: async () => {
      judged = await prove(judged);
      return isWell(judged.outcome) ? undefined : (judged.message ?? judged.outcome);
    },
  });
  if (end.kind === 'not-armed') return { outcome: 'failed', message: end.why };
  if (end.kind === 'fired') return { outcome: context.signal.aborted ? 'cancelled' : 'failed', message: wentBack(end) };
  return judged;
}

/** What the host says came of a change that went back, as far as it does. */
function wentBack({ why, code, words }: Fired): string {
  if (typeof code === 'string')
    return `${why}; ${code}${code === unanswered ? ', so whether it is back is not known. Has it perhaps got another address?' : ''}`;
  switch (code) {
    case 0:
      return `taken back: ${why}`;
    case 98:
      return `${why}; the old file could not be put back`;
    default:
      return `the file is back, but what takes the reload back ended with ${code}${words === '' ? '' : ` (${words})`}: ${why}`;
  }
}

function verdictOn(block: DraftBlock, { code, stdout }: GuardedRun): End {
  if (code === undefined) return { outcome: 'timed-out', message: 'it still ran when the window ended, and was ended' };
  return { ...judgeStep(block, { kind: 'exit', code, output: {} }, { kept: stdout, size: Buffer.byteLength(stdout) }), exit: code };
}

/** The reload, or step, `main` and what takes it back as the switch of a guard runs them; a sentence where a value has none. May throw a HostTrouble. */
export async function requestsOf(
  context: RunContext,
  part: HostPart,
  main: DraftBlock | undefined,
  undo: DraftBlock | undefined,
): Promise<{ readonly main: StepRequest | undefined; readonly undo: StepRequest | undefined } | string> {
  const requests: (StepRequest | undefined)[] = [];
  for (const step of [main, undo]) {
    if (step === undefined) {
      requests.push(undefined);
      continue;
    }
    const on = await reach(context, part, step, part.name);
    const request = stepRequest(context, step, part, on, on.connection, {});
    if (typeof request === 'string') return `\`${step.name}\`: ${request}`;
    requests.push(request);
  }
  const [first, second] = requests;
  return { main: first, undo: second };
}

/** Tells the run of a reload as that of a block; a sentence where it did not go well. */
export async function toldReload(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  run: GuardedRun,
  why: string,
): Promise<string | undefined> {
  const place = { block: block.name, host: part.name };
  await context.emit({ type: 'block-started', ...place, why });
  await outputs(context, block, part, run);
  const end = verdictOn(block, run);
  await context.emit({ type: 'block-ended', ...place, ...end, duration: 0 });
  part.outcomes.set(block.name, end.outcome);
  return isWell(end.outcome) ? undefined : `\`${block.name}\` failed, ${end.message ?? end.outcome}`;
}

async function outputs(context: RunContext, block: DraftBlock, part: HostPart, run: GuardedRun): Promise<void> {
  if (block.sensitive) return;
  for (const stream of ['stdout', 'stderr'] as const)
    if (run[stream] !== '')
      await context.emit({ type: 'output', block: block.name, host: part.name, stream, text: context.mask.text(run[stream]) });
}

/** Takes away the mark that the reload of the file at `path` is owed. May throw a HostTrouble. */
export async function paid(context: RunContext, block: DraftBlock, part: HostPart, path: string): Promise<void> {
  if (block.install?.reload === undefined) return;
  const { connection, filesUnder } = await reach(context, part, block, part.name);
  await unmark(connection, path, { sudo: block.sudo, filesUnder, token: '' });
}

/** The end of an install that changed nothing, where it is not that nothing had to be changed. */
function installEnd(block: DraftBlock, install: InstallEnd | undefined): End | undefined {
  if (install === undefined || install.result === 'unchanged' || install.result === 'installed') return undefined;
  if (install.result === 'rejected') return { outcome: 'failed', message: notTaken(block) };
  return { outcome: install.result, ...(install.message !== undefined && { message: install.message }) };
}
