import type { RunEvent } from '../events.ts';
import type { Plan, PlanFile } from '../plan.ts';

/** A plan as a file holds it: a difference that an earlier entry has too stands there as that one's place in the list. */
export interface PackedPlan extends Omit<Plan, 'files'> {
  readonly files: readonly (Omit<PlanFile, 'diff'> & { readonly diff: string | number })[];
}

/** An event as a record's file holds it: the plan packed, and no difference that this plan tells for its block and host. */
export type PackedEvent = Omit<RunEvent, 'plan' | 'diff'> & { readonly plan?: PackedPlan; readonly diff?: string };

/** Writes of many hosts' differences each but once. */
export function packedPlan(plan: Plan): PackedPlan {
  const places = new Map<string, number>();
  const files = plan.files.map((file, place) => {
    if (file.diff.length < 100) return file;
    const first = places.get(file.diff);
    if (first === undefined) places.set(file.diff, place);
    return first === undefined ? file : { ...file, diff: first };
  });
  return { ...plan, files };
}

/** What `packedPlan` was given; a plan that was never packed as it is. */
export function unpackedPlan(plan: PackedPlan): Plan {
  const diffOf = (diff: string | number): string => {
    const there = typeof diff === 'number' ? plan.files[diff]?.diff : diff;
    return typeof there === 'string' ? there : '';
  };
  return { ...plan, files: plan.files.map((file) => ({ ...file, diff: diffOf(file.diff) })) };
}

const keyOf = ({ block, host }: { readonly block: string; readonly host: string }): string => `${block}\0${host}`;

function differencesOf(plan: Plan): ReadonlyMap<string, string> {
  return new Map(plan.files.map((file) => [keyOf(file), file.diff]));
}

/** Packs the events of a run whose record's plan is `plan`. */
export function eventPacker(plan: Plan): (event: RunEvent) => PackedEvent {
  const packed = packedPlan(plan);
  const told = differencesOf(plan);
  return (event) => {
    if (event.type === 'run-started') return { ...event, plan: packed };
    if (event.type !== 'difference' || event.diff !== told.get(keyOf(event))) return event;
    const { diff: _, ...rest } = event;
    return rest;
  };
}

/** Reads the lines of a record's events, in order from the first. Throws where a line is no JSON. */
export function eventUnpacker(): (line: string) => RunEvent {
  let told: ReadonlyMap<string, string> = new Map();
  return (line) => {
    const event = JSON.parse(line) as PackedEvent & RunEvent;
    if (event.type === 'run-started') {
      const plan = unpackedPlan(event.plan as PackedPlan);
      told = differencesOf(plan);
      return { ...event, plan };
    }
    if (event.type === 'difference' && event.diff === undefined)
      return { ...(event as Extract<RunEvent, { type: 'difference' }>), diff: told.get(keyOf(event)) ?? '' };
    return event;
  };
}
