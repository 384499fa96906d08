import { addressesOf } from '../addresses-of.ts';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { type BlockRun, blockRuns } from '../block-runs.ts';
import type { RunEventBody } from '../events.ts';
import { gather, gatherable, type GatheredGroup } from '../gather.ts';
import { isWell, type Outcome } from '../outcome.ts';
import { unfiled } from './filed-output.ts';
import type { ReadRecord } from './read-record.ts';

/** One block of a run as it went: the first time, or again. */
export interface BlockStory {
  readonly name: string;
  readonly block: DraftBlock | undefined;
  /** From 1; a check that was asked again after its remedy has a second. */
  readonly round: number;
  readonly runs: readonly BlockRun[];
  readonly groups: readonly GatheredGroup[];
}

/** A run as its record tells it, gathered. */
export interface RunStory {
  readonly record: ReadRecord;
  /** In order of their first event. */
  readonly blocks: readonly BlockStory[];
  readonly troubles: readonly Extract<RunEventBody, { type: 'host-trouble' }>[];
  /** Undefined where the record ends before the run did. */
  readonly ended: Extract<RunEventBody, { type: 'run-ended' }> | undefined;
  /** Hosts that were to do more when the run stopped. */
  readonly stopped: ReadonlySet<string>;
  /** The last outcome of each block on each host. */
  readonly last: ReadonlyMap<string, ReadonlyMap<string, Outcome>>;
}

/** The story of a record; of each host's output at most `own` characters a stream. */
export function runStory(record: ReadRecord, own = 262_144): RunStory {
  const fold = blockRuns({ own, common: 128 << 20 });
  // What lies in files is read as far as it is shown.
  const shown = new Map<string, number>();
  for (const event of record.events) {
    if (event.type === 'filed') {
      const key = `${event.block}\0${event.host}\0${event.stream}`;
      const before = shown.get(key) ?? 0;
      shown.set(key, before + event.characters);
      fold.next(before < own ? unfiled(record.folder, event) : event);
    } else fold.next(event);
  }
  const rounds = new Map<string, BlockRun[]>();
  const last = new Map<string, Map<string, Outcome>>();
  const counts = new Map<string, number>();
  const stopped = new Set<string>();
  for (const run of [...fold.take(), ...fold.open()].sort((a, b) => a.startedAt - b.startedAt)) {
    const place = `${run.block}\0${run.host}`;
    // A block whose file was taken back, or that another undid, has its last word without a run of its own.
    const round = (counts.get(place) ?? 0) + 1;
    counts.set(place, round);
    const key = `${round}\0${run.block}`;
    rounds.set(key, [...(rounds.get(key) ?? []), run]);
    const hosts = last.get(run.block) ?? new Map<string, Outcome>();
    hosts.set(run.host, run.end?.outcome ?? 'lost');
    last.set(run.block, hosts);
    if (run.end?.stopped === true) stopped.add(run.host);
  }
  const addresses = addressesOf(record.plan);
  return {
    record,
    blocks: [...rounds].map(([key, runs]) => {
      const [round = '1', name = ''] = key.split('\0');
      return {
        name,
        block: record.plan.draft.blocks.find((block) => block.name === name),
        round: Number(round),
        runs,
        groups: gather(runs.map(gatherable), addresses),
      };
    }),
    troubles: record.events.filter((event) => event.type === 'host-trouble'),
    ended: record.events.findLast((event) => event.type === 'run-ended'),
    stopped,
    last,
  };
}

/** Hosts that came to an end that is not well, or that had more to do when the run stopped, in the plan's order; of a run that did not end, those that did not end either. */
export function failedHosts(story: RunStory): readonly string[] {
  const bad = new Set([...story.stopped, ...story.troubles.map(({ host }) => host)]);
  for (const hosts of story.last.values()) for (const [host, outcome] of hosts) if (!isWell(outcome)) bad.add(host);
  const all = [...new Set(story.record.plan.draft.blocks.flatMap(({ targets }) => targets))];
  if (story.ended === undefined) {
    const inOrder = story.record.plan.draft.blocks.filter((block) => block.inOrder);
    for (const host of all)
      if (inOrder.some(({ name, targets }) => targets.includes(host) && story.last.get(name)?.has(host) !== true)) bad.add(host);
  }
  return all.filter((host) => bad.has(host));
}
