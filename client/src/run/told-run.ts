import { setMaxListeners } from 'node:events';
import type { Connections } from './connections.ts';
import { eventChannel } from './event-channel.ts';
import type { RunEvent, RunEventBody } from './events.ts';
import { maskedEvent } from './masked-event.ts';
import { isWell, type Outcome } from './outcome.ts';
import { outputDigests } from './output-digests.ts';
import type { Plan } from './plan.ts';
import type { RunEnvironment } from './run-context.ts';
import { runId } from './run-id.ts';
import { type Mask, mask } from './values/mask.ts';
import { isNameOf } from './without-host.ts';

/** What whoever carries out a plan is given, by our own steps or by Ansible. */
export interface Telling {
  readonly id: string;
  /** Aborted when the run is cancelled, and when nobody reads its events any more. */
  readonly signal: AbortSignal;
  readonly mask: Mask;
  /** Milliseconds of a clock that never goes back, from any beginning: for durations. */
  readonly now: () => number;
  /** Tells an event, its sentences without secrets; resolves when there is room for the next. */
  readonly emit: (body: RunEventBody) => Promise<void>;
}

/**
 * The events of a run, in order, from `run-started` to `run-ended`, whose outcome and counts are those of the blocks that `work` told the end
 * of; where it resolves with false the run has failed whatever they say. Who reads slowly slows the run down; who stops reading cancels it.
 */
export async function* toldRun(
  plan: Plan,
  environment: RunEnvironment,
  work: (telling: Telling) => Promise<boolean>,
): AsyncGenerator<RunEvent, void, undefined> {
  const clock = environment.now ?? Date.now;
  const channel = eventChannel(clock);
  const stop = new AbortController();
  const signal = AbortSignal.any(environment.signal === undefined ? [stop.signal] : [environment.signal, stop.signal]);
  // Each running step listens: many are no leak.
  setMaxListeners(0, signal);
  const secrets = mask(Object.values(environment.secrets ?? {}));
  const last = new Map<string, Outcome>();
  const digested = outputDigests(new Set(plan.draft.blocks.flatMap(({ targets }) => targets)).size);
  const emit = (body: RunEventBody): Promise<void> => {
    if (body.type === 'block-ended') last.set(`${body.block}\0${body.host}`, body.outcome);
    return channel.push(digested(withHostname(maskedEvent(body, secrets), environment.connections, secrets)));
  };
  const all = async (): Promise<void> => {
    const id = environment.run ?? runId(clock());
    await emit({ type: 'run-started', run: id, plan });
    // The wall clock may be set while a step runs.
    const worked = await work({ id, signal, mask: secrets, now: environment.now ?? (() => Math.round(performance.now())), emit });
    const counts: Partial<Record<Outcome, number>> = {};
    for (const outcome of last.values()) counts[outcome] = (counts[outcome] ?? 0) + 1;
    const well = worked && [...last.values()].every(isWell);
    const cancelled = signal.aborted;
    await emit({
      type: 'run-ended',
      outcome: cancelled ? 'cancelled' : well ? 'done' : 'failed',
      exitStatus: cancelled ? 130 : well ? 0 : 1,
      counts,
    });
  };
  let failure: unknown;
  const ended = all()
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(channel.close);
  try {
    yield* channel.events;
  } finally {
    stop.abort();
    channel.close();
    await ended;
  }
  if (failure !== undefined) throw failure;
}

/** An end with the host's own name, for those who put hosts together that differ in nothing else. */
function withHostname(body: RunEventBody, connections: Connections, secrets: Mask): RunEventBody {
  if (body.type !== 'block-ended' || body.outcome === 'skipped') return body;
  const hostname = connections.hostname(body.host);
  return hostname === undefined || isNameOf(hostname, body.host) || secrets.text(hostname) !== hostname ? body : { ...body, hostname };
}
