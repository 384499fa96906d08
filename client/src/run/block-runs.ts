import type { BlockEnd, RunEvent, RunEventBody } from './events.ts';

type Note = Extract<RunEventBody, { type: 'note' }>;
type Difference = Extract<RunEventBody, { type: 'difference' }>;

/** What one host gave for one block, once; `end` is undefined while it runs, and in a record whose writer was killed. */
export interface BlockRun {
  readonly block: string;
  readonly host: string;
  readonly why: string | undefined;
  readonly startedAt: number;
  readonly end: BlockEnd | undefined;
  /** The beginning of its output, masked, escapes not removed; `dropped` characters more came. */
  readonly stdout: string;
  readonly stderr: string;
  readonly dropped: number;
  readonly notes: readonly Note[];
  readonly differences: readonly Difference[];
}

interface Open {
  block: string;
  host: string;
  why: string | undefined;
  startedAt: number;
  stdout: string;
  stderr: string;
  dropped: number;
  notes: Note[];
  differences: Difference[];
}

/** Makes block runs of events, as they come. */
export interface BlockRuns {
  next(event: RunEvent): void;
  /** Those that ended since the last call, in order of their ends. What they hold counts until `free` is told that it went. */
  take(): readonly BlockRun[];
  free(runs: readonly BlockRun[]): void;
  /** Those that have not ended. */
  open(): readonly BlockRun[];
}

/** Characters of one stream of one host that are held, and of all of them together; beyond that each host has a few lines still. */
const OWN_LIMIT = 262_144;
const COMMON_LIMIT = 32 << 20;
const FEW = 4096;

/** An empty fold over a run's events. Its memory is bounded: output beyond the limits is counted only. */
export function blockRuns(limits: { readonly own: number; readonly common: number } = { own: OWN_LIMIT, common: COMMON_LIMIT }): BlockRuns {
  const going = new Map<string, Open>();
  let ended: BlockRun[] = [];
  let held = 0;
  const at = (block: string, host: string, time: number, why?: string): Open => {
    const key = `${block}\0${host}`;
    let run = going.get(key);
    if (run === undefined) {
      run = { block, host, why, startedAt: time, stdout: '', stderr: '', dropped: 0, notes: [], differences: [] };
      going.set(key, run);
    }
    return run;
  };
  return {
    next(event) {
      switch (event.type) {
        case 'block-started': {
          const run = at(event.block, event.host, event.at, event.why);
          run.why = event.why;
          run.startedAt = event.at;
          break;
        }
        case 'output': {
          const run = at(event.block, event.host, event.at);
          const limit = held < limits.common ? limits.own : Math.min(FEW, limits.own);
          const kept = event.text.slice(0, Math.max(0, limit - run[event.stream].length));
          run[event.stream] += kept;
          held += kept.length;
          run.dropped += event.text.length - kept.length;
          break;
        }
        case 'filed':
          at(event.block, event.host, event.at).dropped += event.characters;
          break;
        case 'note':
          at(event.block, event.host, event.at).notes.push(event);
          break;
        case 'difference':
          at(event.block, event.host, event.at).differences.push(event);
          break;
        case 'block-ended': {
          const run = at(event.block, event.host, event.at);
          going.delete(`${event.block}\0${event.host}`);
          const { outcome, exit, signal, duration, message, stopped, digest, hostname, captured } = event;
          ended.push(
            closed(run, {
              outcome,
              duration,
              ...(exit !== undefined && { exit }),
              ...(signal !== undefined && { signal }),
              ...(message !== undefined && { message }),
              ...(stopped !== undefined && { stopped }),
              ...(digest !== undefined && { digest }),
              ...(hostname !== undefined && { hostname }),
              ...(captured !== undefined && { captured }),
            }),
          );
          break;
        }
        default:
      }
    },
    take() {
      const taken = ended;
      ended = [];
      return taken;
    },
    free(runs) {
      for (const run of runs) held -= run.stdout.length + run.stderr.length;
    },
    open: () => [...going.values()].map((run) => closed(run, undefined)),
  };
}

function closed(run: Open, end: BlockEnd | undefined): BlockRun {
  return { ...run, end };
}
