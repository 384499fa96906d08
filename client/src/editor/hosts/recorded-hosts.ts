import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { eventsFile } from '../../run/records/record-files.ts';
import { type RecordedRun, recordedEvents, recordFolder } from '../runs/record-reader.ts';
import type { HostStates } from './host-states.ts';

/** How many of the newest records are read for their hosts, and how large one may be for that. */
const RUNS = 5;
const BYTES = 2 << 20;

/** Gives hosts the last words of recorded runs, each run once. */
export class RecordedHosts {
  readonly #states: HostStates;
  readonly #told = new Set<string>();

  constructor(states: HostStates) {
    this.#states = states;
  }

  /** Reads those of `runs` (newest first) that ended and were not read yet; whether one of them told something of a host. */
  async read(runs: readonly RecordedRun[]): Promise<boolean> {
    let hasTold = false;
    for (const { run, outcome } of runs.slice(0, RUNS)) {
      if (outcome === undefined || this.#told.has(run)) continue;
      this.#told.add(run);
      try {
        if ((await stat(join(recordFolder(run), eventsFile))).size > BYTES) continue;
        for await (const event of recordedEvents(run)) if (this.#states.next(event)) hasTold = true;
      } catch {
        // A record that somebody removed meanwhile.
      }
    }
    return hasTold;
  }
}
