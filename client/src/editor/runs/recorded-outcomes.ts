import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { eventsFile } from '../../run/records/record-files.ts';
import { type BlockOutcome, withEvent } from './block-outcome.ts';
import { recordedEvents, recordedRuns, recordFolder } from './record-reader.ts';
import { RunState } from './run-state.ts';

/** What an earlier run left on a block. */
export interface RecordedOutcome {
  readonly outcome: BlockOutcome;
  readonly state: RunState;
}

/** How many records of one runbook are looked through, and how large one may be to be read for this. */
const RUNS = 5;
const BYTES = 8 << 20;

/**
 * The newest outcome of each of a runbook's blocks, by name, as records tell it. `digestsOf` gives the digests of the blocks of a text, by name: that
 * of the runbook as it was then. A record that is too large, or cannot be read, is passed over.
 */
export async function recordedOutcomes(
  file: string,
  names: readonly string[],
  digestsOf: (text: string) => Promise<Readonly<Record<string, string>>>,
): Promise<ReadonlyMap<string, RecordedOutcome>> {
  const found = new Map<string, RecordedOutcome>();
  for (const { run } of await recordedRuns((one) => one === file, RUNS)) {
    if (names.every((name) => found.has(name))) break;
    const folder = recordFolder(run);
    try {
      if ((await stat(join(folder, eventsFile))).size > BYTES) continue;
      const digests = await digestsOf(await readFile(join(folder, 'runbook.md'), 'utf8'));
      const { state, outcomes } = await outcomesOf(run, digests);
      if (state === undefined) continue;
      for (const [name, outcome] of outcomes) if (names.includes(name) && !found.has(name)) found.set(name, { outcome, state });
    } catch {
      // A record that somebody removed meanwhile, or one of another version.
    }
  }
  return found;
}

async function outcomesOf(run: string, digests: Readonly<Record<string, string>>) {
  const outcomes = new Map<string, BlockOutcome>();
  let state: RunState | undefined;
  for await (const event of recordedEvents(run)) {
    if (event.type === 'run-started') state = new RunState(event);
    else state?.next(event);
    if (event.type !== 'block-ended') continue;
    const before = outcomes.get(event.block) ?? { digest: digests[event.block] ?? '', running: [], ended: new Map() };
    outcomes.set(event.block, withEvent(before, event.block, event));
  }
  return { state, outcomes };
}
