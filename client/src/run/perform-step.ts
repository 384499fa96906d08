import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type DraftBlock, isOn } from '../../../server/src/core/index.ts';
import type { RunningStep, StepEnd, StepRequest } from '../ssh/connection.ts';
import { askAfterLoss } from './ask-after-loss.ts';
import { HostTrouble, type OpenHost } from './connections.ts';
import { runDetached } from './detach/run-detached.ts';
import type { BlockEnd } from './events.ts';
import { talk } from './guard/talk.ts';
import type { HostPart } from './host-part.ts';
import { CAPTURE_LIMIT, EXPECT_LIMIT, judgeStep, type Verdict } from './judge-step.ts';
import { asciiBytes } from './ascii-bytes.ts';
import { type Pumped, pumpOutput } from './pump-output.ts';
import { reach, targetElsewhere } from './reach.ts';
import { awaitReboot } from './reboot.ts';
import { isRefusedName } from '../ssh/refused-names.ts';
import type { RunContext } from './run-context.ts';
import { accountOf, stepRequest, type Target } from './step-request.ts';
import { type Seat, showAt } from './terminal.ts';
import { carriedOn } from './values/step-state.ts';

/** A reload may end by itself for so long before a cancel reaches it, in milliseconds. */
const RELOAD_PATIENCE = 30_000;

/** What a step is run with beyond its block. */
export interface StepExtra {
  /** Ends the questions to a host that was lost, where that is another than what ends the step. */
  readonly asking?: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
  readonly reload?: boolean;
}

/** Runs a step or check on one target, with its retries; resolves with how it ended, `duration` apart. Output is told as it comes. */
export async function performStep(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  extra: StepExtra = {},
): Promise<Omit<BlockEnd, 'duration'>> {
  if (isOn(block.attributes, 'reboot')) return awaitReboot(context, block, part, () => tries(context, block, part, extra));
  return tries(context, block, part, extra);
}

/** The tries of a step; its end is that of the last. */
async function tries(context: RunContext, block: DraftBlock, part: HostPart, extra: StepExtra): Promise<Omit<BlockEnd, 'duration'>> {
  for (let left = block.retries; ; left--) {
    let end: Omit<BlockEnd, 'duration'>;
    try {
      const elsewhere = block.at === undefined ? undefined : await targetElsewhere(context, part, block);
      const on = await reach(context, part, block, block.at ?? part.name);
      end = await oneTry(context, block, part, on, elsewhere ?? on.connection, extra);
    } catch (error) {
      if (!(error instanceof HostTrouble)) throw error;
      end = { outcome: error.outcome, message: error.message };
    }
    const again =
      block.kind === 'check'
        ? ['symptom', 'failed', 'lost', 'unreachable'].includes(end.outcome)
        : ['failed', 'unexpected', 'timed-out'].includes(end.outcome);
    if (!again || left <= 0 || context.signal.aborted) return end;
    await context.emit({
      type: 'note',
      block: block.name,
      host: part.name,
      level: 'info',
      message: `${end.message ?? end.outcome}; tried again in ${block.retryDelay / 1000} s, ${left} left`,
    });
    await delay(block.retryDelay, undefined, { signal: context.signal }).catch(() => undefined);
    if (context.signal.aborted) return { outcome: 'cancelled', message: 'it was cancelled between two tries' };
  }
}

async function oneTry(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  on: OpenHost,
  target: Target,
  extra: StepExtra,
): Promise<Omit<BlockEnd, 'duration'>> {
  if (context.signal.aborted && extra.reload !== true) return { outcome: 'cancelled', message: 'the run was cancelled' };
  const place = { block: block.name, host: part.name };
  const script = block.script as NonNullable<DraftBlock['script']>;
  const plain = stepRequest(context, block, part, on, target, extra.environment ?? {});
  if (typeof plain === 'string') return { outcome: 'failed', message: plain };
  let running: RunningStep | undefined;
  const seat = script.interactive ? await takeSeat(context, block, part, () => running) : undefined;
  if (script.interactive && seat === undefined)
    return { outcome: 'refused', message: 'it needs a terminal (`interactive=true`), and nobody sits at one' };
  const request: StepRequest = seat === undefined ? plain : onTerminal(plain, block, seat);
  const note = (level: 'info' | 'warning', message: string) => context.emit({ type: 'note', ...place, level, message });
  const earlier = script.fetch?.[part.name];
  const detached = earlier ?? randomBytes(12).toString('hex');
  running = isOn(block.attributes, 'detach')
    ? runDetached(
        talk(context, block, part, { OPSBOOK_DETACH_TOKEN: detached, OPSBOOK_ROOT: on.filesUnder ?? '' }),
        request,
        (folder) =>
          context.emit({
            type: 'note',
            ...place,
            level: 'info',
            message: `detached: it goes on on the host if we are cut off; its output and status lie in \`${folder}\` until they are fetched`,
            detached,
          }),
        earlier !== undefined,
      )
    : on.connection.run(request);
  const started = running;
  void started.terminal?.begun.then(() => seat?.begin());
  let cancelled = false;
  const cancel = (): void => {
    cancelled = true;
    void started.cancel();
  };
  let patience: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    if (extra.reload === true) patience = setTimeout(cancel, RELOAD_PATIENCE);
    else cancel();
  };
  if (context.signal.aborted) onAbort();
  else context.signal.addEventListener('abort', onAbort, { once: true });
  const tell = (stream: 'stdout' | 'stderr') => async (text: string, bytes?: Buffer) => {
    if (!block.sensitive && text !== '')
      await context.emit({ type: 'output', ...place, stream, text, ...(bytes !== undefined && { [asciiBytes]: bytes }) });
  };
  let end: StepEnd;
  let stdout: Pumped;
  let stderr: Pumped;
  const keep =
    script.expect?.pattern !== undefined || script.expectOutput !== undefined
      ? EXPECT_LIMIT + 1
      : script.capture !== undefined || script.gives !== undefined
        ? CAPTURE_LIMIT
        : 0;
  try {
    [stdout, stderr, end] = await Promise.all([
      pumpOutput(started.stdout, context.mask.stream(), keep, tell('stdout'), seat && showAt(seat, context.mask.stream())),
      pumpOutput(started.stderr, context.mask.stream(), 0, tell('stderr')),
      started.end,
    ]);
    // A terminal ends its lines with CR LF; what is compared and captured is what the step wrote.
    if (seat !== undefined) stdout = { ...stdout, kept: stdout.kept.replaceAll('\r\n', '\n') };
  } finally {
    seat?.leave();
    clearTimeout(patience);
    context.signal.removeEventListener('abort', onAbort);
  }
  if (block.sensitive) await note('info', `${stdout.size + stderr.size} bytes of output are not shown: the block is \`sensitive\``);
  const { asking = context.signal } = extra;
  if (end.kind === 'lost' && !asking.aborted && !isOn(block.attributes, 'reboot')) {
    const { message } = end;
    end = await askAfterLoss({ ...context, signal: asking }, block, block.at ?? part.name, end, keep > 0);
    if (end.kind !== 'lost') await note('warning', `${message}; asked again, the host knew how it ended; its last output may be missing`);
  }
  if (end.kind === 'exit') {
    for (const problem of end.outputProblems ?? []) await note('warning', problem);
    for (const left of end.left ?? []) await note('info', `it left a process running: ${left}`);
  }
  // Whoever reads from a terminal sees it go, and may give up before it is told to end.
  const gaveUp = end.kind === 'signal' || (end.kind === 'exit' && end.code !== 0);
  if (cancelled && request.pty !== undefined && gaveUp) end = { kind: 'cancelled' };
  const verdict = judgeStep(block, end, stdout);
  const captured = await keepValues(context, block, part, on, end, stdout, verdict);
  return {
    ...verdict,
    ...(end.kind === 'exit' && { exit: end.code }),
    ...(end.kind === 'signal' && { signal: end.signal }),
    ...(captured !== undefined && { captured }),
  };
}

/** Gives the terminal of a step that is about to run to somebody; undefined where nobody is there. */
async function takeSeat(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  running: () => RunningStep | undefined,
): Promise<Seat | undefined> {
  return context.environment.terminal?.({
    block: block.name,
    host: part.name,
    keys: (text) => running()?.terminal?.keys(text),
    resize: (size) => running()?.terminal?.resize(size),
    hangUp: () => void running()?.cancel(),
  });
}

/** The request of a step with a terminal: whoever sits at it takes the time that it takes, unless the block says how much. */
function onTerminal(request: StepRequest, block: DraftBlock, { size, type }: Seat): StepRequest {
  return {
    ...request,
    pty: { rows: size.rows, columns: size.columns, type },
    ...(block.attributes['timeout'] === undefined && { timeout: 0 }),
  };
}

/** Keeps what a step gave to later ones; resolves with what it captured, where that may be told. */
async function keepValues(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  on: OpenHost,
  end: StepEnd,
  stdout: Pumped,
  verdict: Verdict,
): Promise<string | undefined> {
  if (end.kind !== 'exit') return undefined;
  const account = accountOf(block, on.connection.host.name);
  if (end.state !== undefined) part.carried.set(account, carriedOn(part.carried.get(account), end.state));
  for (const [name, value] of Object.entries(end.output)) {
    if (isRefusedName(name))
      await context.emit({
        type: 'note',
        block: block.name,
        host: part.name,
        level: 'warning',
        message: `\`${name}\` is not taken from \`$OPSBOOK_OUTPUT\`: such a name could turn data into code`,
      });
    else {
      if (block.sensitive) context.mask.add(value);
      part.variables.set(name, value);
    }
  }
  const name = block.script?.capture;
  const value = stdout.kept.replace(/[\r\n]+$/, '');
  for (const given of block.script?.gives ?? []) {
    part.variables.delete(given);
    // Nobody asked for it by name, so that much output is no failure; the next step sees what came of one that failed, too.
    if (stdout.size > CAPTURE_LIMIT || isRefusedName(given) || (given !== '__' && verdict.outcome !== 'ok')) continue;
    if (block.sensitive) context.mask.add(value);
    part.variables.set(given, value);
  }
  if (name === undefined || verdict.outcome !== 'ok') return undefined;
  if (block.sensitive) context.mask.add(value);
  if (block.targets.length === 1) context.shared.set(name, value);
  part.variables.set(name, value);
  return block.sensitive ? undefined : context.mask.text(value);
}
