import { setMaxListeners } from 'node:events';
import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { asks, questionOf } from './asks.ts';
import { endBackground } from './background.ts';
import { each } from './each.ts';
import { eventChannel } from './event-channel.ts';
import type { Question, RunEvent, RunEventBody } from './events.ts';
import { perform, prepare, type Ready, settle } from './execute.ts';
import { type HostPart, hostPart } from './host-part.ts';
import { maskedEvent } from './masked-event.ts';
import { mayStart } from './may-start.ts';
import { endsGroup, failureLimit, type Section, sectionsOf } from './order.ts';
import { isWell, type Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { RunContext, RunEnvironment } from './run-context.ts';
import { runId } from './run-id.ts';
import { outputDigests } from './output-digests.ts';
import { undo } from './undo.ts';
import { mask } from './values/mask.ts';

/**
 * Runs a plan and tells what happens, in order; the last event is `run-ended`. Throws a RunRefused before anything is done where the plan may
 * not run. Who reads slowly slows the run down; who stops reading cancels it. Connections stay open: they are the caller's.
 */
export async function* run(plan: Plan, environment: RunEnvironment): AsyncGenerator<RunEvent, void, undefined> {
  mayStart(plan, environment);
  const now = environment.now ?? Date.now;
  const channel = eventChannel(now);
  const stop = new AbortController();
  const signal = AbortSignal.any(environment.signal === undefined ? [stop.signal] : [environment.signal, stop.signal]);
  // Each running step listens: many are no leak.
  setMaxListeners(0, signal);
  let failure: unknown;
  const work = runAll(plan, environment, signal, now, channel.push)
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(channel.close);
  try {
    yield* channel.events;
  } finally {
    stop.abort();
    channel.close();
    await work;
  }
  if (failure !== undefined) throw failure;
}

async function runAll(
  plan: Plan,
  environment: RunEnvironment,
  signal: AbortSignal,
  now: () => number,
  push: (body: RunEventBody) => Promise<void>,
): Promise<void> {
  const { draft } = plan;
  const secrets = mask(Object.values(environment.secrets ?? {}));
  const last = new Map<string, Outcome>();
  const digested = outputDigests();
  const emit = (body: RunEventBody): Promise<void> => {
    if (body.type === 'block-ended') last.set(`${body.block}\0${body.host}`, body.outcome);
    return push(digested(maskedEvent(body, secrets)));
  };
  const parts = new Map<string, HostPart>();
  const part = (host: string): HostPart => {
    let known = parts.get(host);
    if (known === undefined) {
      known = hostPart(host);
      for (const [name, value] of Object.entries(draft.values?.[host] ?? {})) known.variables.set(name, value);
      parts.set(host, known);
    }
    return known;
  };
  const context: RunContext = {
    id: environment.run ?? runId(now()),
    plan,
    draft,
    blocks: new Map(draft.blocks.map((block) => [block.name, block])),
    environment,
    signal,
    mask: secrets,
    // For durations: the wall clock may be set while a step runs.
    now: environment.now ?? (() => Math.round(performance.now())),
    emit,
    shared: new Map(),
    part,
    call: (block, on, why, again) => call(context, block, on, why, again),
    confirm: confirmer(environment, emit, part),
  };
  const hosts = new Set(draft.blocks.flatMap(({ targets }) => targets));
  const limit = failureLimit(draft.maxFailures, hosts.size);
  // A failure that its block lets pass (`on-failure=continue`) is counted among the outcomes, but ends nothing.
  const failed = (): number => [...parts.values()].filter(({ over }) => over !== undefined).length;
  await emit({ type: 'run-started', run: context.id, plan });
  for (const section of sectionsOf(draft) as readonly Section[]) {
    if (signal.aborted || failed() > limit) break;
    await runSection(context, section, () => (failed() > limit ? `more than ${limit} host${limit === 1 ? '' : 's'} failed` : undefined));
  }
  const counts: Partial<Record<Outcome, number>> = {};
  for (const outcome of last.values()) counts[outcome] = (counts[outcome] ?? 0) + 1;
  const well = [...last.values()].every(isWell);
  const cancelled = signal.aborted;
  await emit({
    type: 'run-ended',
    outcome: cancelled ? 'cancelled' : well ? 'done' : 'failed',
    exitStatus: cancelled ? 130 : well ? 0 : 1,
    counts,
  });
}

/** One section: block after block, each on all its hosts, of which none begins the next before all have ended this one. */
async function runSection(context: RunContext, section: Section, stopped: () => string | undefined): Promise<void> {
  const parts = section.hosts.map(context.part);
  if (section.batch !== undefined) {
    for (const on of parts) on.batch = section.batch + 1;
    await context.emit({ type: 'batch-started', batch: section.batch, hosts: section.hosts });
  }
  for (const [index, block] of section.blocks.entries()) {
    const why = stopped();
    const width = Math.min(context.draft.parallel, block.parallel ?? context.draft.parallel);
    const on = parts.filter(({ name }) => block.targets.includes(name));
    const flush = async (host: HostPart): Promise<void> => {
      if (endsGroup(section.blocks, index)) await settle(context, host);
      if (host.over !== undefined && !host.undone) {
        host.undone = true;
        await endBackground(host);
        await settle(context, host);
        await undo(context, host);
      }
    };
    const begin = (host: HostPart): Promise<Ready | undefined> => begun(context, block, host, why);
    if (on.some((host) => asks(context, block, host)) || block.install !== undefined) {
      const ready = (await each(on, width, begin)).filter((one) => one !== undefined);
      const asked = ready.filter((one) => asks(context, block, one.part) || one.file?.ask === true);
      const names = asked.map((one) => one.part.name);
      const yes = asked.length === 0 || (await context.confirm(block, names, questionFor(block, asked)));
      await each(ready, width, async (one) => {
        await (yes || !asked.includes(one) ? once(context, one) : refuse(context, one));
      });
    } else {
      await each(on, width, async (host) => {
        const ready = await begin(host);
        if (ready !== undefined) await once(context, ready);
      });
    }
    await each(parts, width, flush);
    await context.emit({ type: 'block-done', block: block.name, hosts: on.map(({ name }) => name) });
  }
  await Promise.all(parts.map(endBackground));
}

function questionFor(block: DraftBlock, asked: readonly Ready[]): string {
  if (block.confirm === undefined && asked.some(({ file }) => file?.ask === true))
    return `Install \`${block.install?.path}\` with the difference that is shown now?`;
  return questionOf(block);
}

/** What a host does of a block at its place: nothing where it ran ahead of it or the host's part is over. */
async function begun(context: RunContext, block: DraftBlock, host: HostPart, stopped: string | undefined): Promise<Ready | undefined> {
  const ahead = host.once.get(block.name);
  if (ahead !== undefined) return void (await ahead);
  const over = host.over ?? stopped;
  if (over === undefined) return prepare(context, block, host);
  host.outcomes.set(block.name, 'skipped');
  await context.emit({ type: 'block-ended', block: block.name, host: host.name, outcome: 'skipped', message: over, duration: 0 });
  return undefined;
}

async function once(context: RunContext, ready: Ready): Promise<void> {
  const { block, part } = ready;
  const work = perform(context, ready).then(() => part.outcomes.get(block.name) ?? 'skipped');
  part.once.set(block.name, work);
  await work;
}

async function refuse(context: RunContext, { block, part }: Ready): Promise<void> {
  part.outcomes.set(block.name, 'refused');
  part.over ??= `\`${block.name}\` was not confirmed`;
  await context.emit({
    type: 'block-ended',
    block: block.name,
    host: part.name,
    outcome: 'refused',
    message: 'it was not confirmed',
    duration: 0,
  });
}

/** Runs a block that another one wants: once on a host, whoever wants it, unless it is to look `again`. */
async function call(context: RunContext, block: DraftBlock, part: HostPart, why: string, again: boolean): Promise<Outcome> {
  const running = part.once.get(block.name);
  if (!again && running !== undefined) return running;
  const known = part.outcomes.get(block.name);
  if (!again && known !== undefined) return known;
  const work = (async (): Promise<Outcome> => {
    const ready = await prepare(context, block, part, why);
    if (ready !== undefined) {
      const asked = asks(context, block, part) || ready.file?.ask === true;
      if (asked && !(await context.confirm(block, [part.name], questionFor(block, [ready])))) await refuse(context, ready);
      else await perform(context, ready);
      // A file that was pulled ahead is a group of its own.
      await settle(context, part);
    }
    return part.outcomes.get(block.name) ?? 'skipped';
  })();
  part.once.set(block.name, work);
  return work;
}

/** Asks once a block and batch; `--confirm` answers beforehand, nobody's answer is no. */
function confirmer(
  environment: RunEnvironment,
  emit: (body: RunEventBody) => Promise<void>,
  part: (host: string) => HostPart,
): RunContext['confirm'] {
  const asked = new Map<string, Promise<boolean>>();
  let questions = 0;
  const ask = async (block: DraftBlock, hosts: readonly string[], message: string, back: boolean): Promise<boolean> => {
    const id = `confirm-${++questions}`;
    const question: Question = { id, kind: 'confirm', message, block: block.name, hosts, secret: false };
    await emit({ type: 'question', question });
    // Who confirmed a block did not confirm that it be taken back.
    if (environment.confirmed?.has(block.name) === true && !back) {
      await emit({ type: 'answered', id, by: 'flag', yes: true });
      return true;
    }
    const answer = await environment.answer(question);
    const yes = answer === true || (typeof answer === 'string' && /^y(es)?$/i.test(answer));
    await emit({ type: 'answered', id, by: answer === undefined ? 'nobody' : 'user', yes });
    return yes;
  };
  return (block, hosts, message, always = false) => {
    const key = `${block.name}\0${part(hosts[0] ?? '').batch}`;
    const known = always ? undefined : asked.get(key);
    const answer = known ?? ask(block, hosts, message, always && block.undoes === undefined);
    if (!always) asked.set(key, answer);
    return answer;
  };
}
