import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { askToConfirm } from './ask-to-confirm.ts';
import { asks, questionOf } from './asks.ts';
import { endBackground } from './background.ts';
import { each } from './each.ts';
import type { RunEvent, RunEventBody } from './events.ts';
import { perform, prepare, type Ready, settle } from './execute.ts';
import { type HostPart, hostPart } from './host-part.ts';
import { mayStart } from './may-start.ts';
import { cancelledBefore, endsGroup, failureLimit, notBegun, type Section, sectionsOf, tooManyFailed } from './order.ts';
import type { Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { RunContext, RunEnvironment } from './run-context.ts';
import { type Telling, toldRun } from './told-run.ts';
import { undo } from './undo.ts';

/**
 * Runs a plan and tells what happens, in order; the last event is `run-ended`. Throws a RunRefused before anything is done where the plan may
 * not run. Who reads slowly slows the run down; who stops reading cancels it. Connections stay open: they are the caller's.
 */
export async function* run(plan: Plan, environment: RunEnvironment): AsyncGenerator<RunEvent, void, undefined> {
  mayStart(plan, environment);
  yield* toldRun(plan, environment, async (telling) => {
    await runAll(plan, environment, telling);
    return true;
  });
}

async function runAll(plan: Plan, environment: RunEnvironment, telling: Telling): Promise<void> {
  const { draft } = plan;
  const { signal } = telling;
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
    ...telling,
    plan,
    draft,
    blocks: new Map(draft.blocks.map((block) => [block.name, block])),
    environment,
    shared: new Map(),
    part,
    call: (block, on, why, again) => call(context, block, on, why, again),
    confirm: confirmer(environment, telling.emit, part),
  };
  const hosts = new Set(draft.blocks.flatMap(({ targets }) => targets));
  const limit = failureLimit(draft.maxFailures, hosts.size);
  // A failure that its block lets pass (`on-failure=continue`) is counted among the outcomes, but ends nothing.
  const failed = (): number => [...parts.values()].filter(({ over }) => over !== undefined).length;
  const stopped = (): string | undefined => (failed() > limit ? tooManyFailed(limit) : signal.aborted ? cancelledBefore : undefined);
  const sections = sectionsOf(draft) as readonly Section[];
  let reached = 0;
  for (; reached < sections.length && stopped() === undefined; reached++) await runSection(context, sections[reached] as Section, stopped);
  for (const { block, hosts: left } of notBegun(sections.slice(reached))) {
    for (const host of left) await begun(context, block, part(host), stopped());
    await context.emit({ type: 'block-done', block: block.name, hosts: left });
  }
}

/** One section: block after block, each on all its hosts, of which none begins the next before all have ended this one. */
async function runSection(context: RunContext, section: Section, stopped: () => string | undefined): Promise<void> {
  const parts = section.hosts.map(context.part);
  if (section.batch !== undefined) {
    for (const on of parts) on.batch = section.batch + 1;
    await context.emit({ type: 'batch-started', batch: section.batch, hosts: section.hosts });
  }
  for (const [index, block] of section.blocks.entries()) {
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
    // Asked anew for each host: one that was not begun when too many had failed is not begun any more.
    const begin = (host: HostPart): Promise<Ready | undefined> => begun(context, block, host, stopped());
    if (on.some((host) => asks(context, block, host)) || block.install !== undefined) {
      const ready = (await each(on, width, begin)).filter((one) => one !== undefined);
      const asked = ready.filter((one) => asks(context, block, one.part) || one.file?.ask === true);
      const names = asked.map((one) => one.part.name);
      const yes = asked.length === 0 || (await context.confirm(block, names, questionFor(block, asked)));
      await each(ready, width, async (one) => {
        const why = stopped();
        if (why !== undefined) await passOver(context, block, one.part, why);
        else await (yes || !asked.includes(one) ? once(context, one) : refuse(context, one));
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
  if (host.over === undefined && stopped === undefined) return prepare(context, block, host);
  await passOver(context, block, host, stopped);
  return undefined;
}

/** A block that is not begun on a host whose part is over, or because the run has `stopped`, with the reason. */
async function passOver(context: RunContext, block: DraftBlock, host: HostPart, stopped: string | undefined): Promise<void> {
  host.outcomes.set(block.name, 'skipped');
  const end = host.over === undefined ? { message: stopped ?? '', stopped: true as const } : { message: host.over };
  await context.emit({ type: 'block-ended', block: block.name, host: host.name, outcome: 'skipped', ...end, duration: 0 });
}

async function once(context: RunContext, ready: Ready): Promise<void> {
  const { block, part } = ready;
  const work = perform(context, ready);
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
  if (!again && running !== undefined) {
    await running;
    return outcomeSoFar(part, block);
  }
  const known = part.outcomes.get(block.name);
  if (!again && known !== undefined) return known;
  const work = (async (): Promise<void> => {
    const ready = await prepare(context, block, part, why);
    if (ready !== undefined) {
      const asked = asks(context, block, part) || ready.file?.ask === true;
      const yes = !asked || (await context.confirm(block, [part.name], questionFor(block, [ready])));
      if (asked && context.signal.aborted) await passOver(context, block, part, cancelledBefore);
      else if (!yes) await refuse(context, ready);
      else await perform(context, ready);
      // A file that was pulled ahead is a group of its own.
      await settle(context, part);
    }
  })();
  part.once.set(block.name, work);
  await work;
  return outcomeSoFar(part, block);
}

/** How a block that ran ended on a host. A file that is in its place and waits for the reload of its group has done its work. */
function outcomeSoFar(part: HostPart, block: DraftBlock): Outcome {
  return part.outcomes.get(block.name) ?? (part.waiting.some((each) => each.block === block) ? 'ok' : 'skipped');
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
    // Who confirmed a block did not confirm that it be taken back.
    const beforehand = environment.confirmed?.has(block.name) === true && !back;
    return askToConfirm(environment, emit, { id: `confirm-${++questions}`, message, block: block.name, hosts }, beforehand);
  };
  return (block, hosts, message, always = false) => {
    const key = `${block.name}\0${part(hosts[0] ?? '').batch}`;
    const known = always ? undefined : asked.get(key);
    const answer = known ?? ask(block, hosts, message, always && block.undoes === undefined);
    if (!always) asked.set(key, answer);
    return answer;
  };
}
