import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../events.ts';
import type { Plan } from '../plan.ts';
import { eventUnpacker, type PackedPlan, unpackedPlan } from './packed.ts';
import type { RecordAbout } from './record-about.ts';
import { eventsFile } from './record-files.ts';

/** A run as its record tells it. */
export interface ReadRecord {
  readonly run: string;
  readonly folder: string;
  /** Without the seals of its secrets. */
  readonly plan: Plan;
  /** Undefined in a record of an older opsbook. */
  readonly about: RecordAbout | undefined;
  /** The runbook's text as it was run. */
  readonly text: string;
  /** What lies in files is `filed` in them; `unfiled` reads it. */
  readonly events: readonly RunEvent[];
}

/** A record that is not there, or not one. */
export class RecordTrouble extends Error {
  override readonly name = 'RecordTrouble';
}

/** The ids of all runs whose records lie in `folder`, newest first; none where there is no such folder. */
export function recordIds(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => isRunId(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

/** Whether a word has the form of a run's id. */
export function isRunId(word: string): boolean {
  return /^\d{8}T\d{9}Z-[0-9a-f]{6}$/.test(word);
}

/** The one run that `word` names: its id, a beginning or end of it that only one has, or `last`. Throws a RecordTrouble. */
export function findRun(folder: string, word: string): string {
  const ids = recordIds(folder);
  const [newest] = ids;
  if (newest === undefined) throw new RecordTrouble('there is no record of any run');
  if (word === 'last') return newest;
  const found = ids.filter((id) => id === word || (word.length >= 3 && (id.startsWith(word) || id.endsWith(word))));
  const [only] = found;
  if (only === undefined)
    throw new RecordTrouble(`no run is called \`${word}\`; \`opsbook runs\` lists those that are kept, \`last\` is the newest`);
  if (found.length > 1)
    throw new RecordTrouble(`\`${word}\` could be ${found.length} runs, \`${found[0]}\` and \`${found[1]}\` among them`);
  return only;
}

/** Who ran what, and for what; undefined in a record of an older opsbook. Throws where it cannot be read. */
export function aboutOf(folder: string, run: string): RecordAbout | undefined {
  const about = join(folder, run, 'about.json');
  return existsSync(about) ? (JSON.parse(readFileSync(about, 'utf8')) as RecordAbout) : undefined;
}

/** Reads the record of a run. A last line that was cut off (a killed client, a full disk) is left out. Throws a RecordTrouble. */
export function readRecord(folder: string, run: string): ReadRecord {
  const own = join(folder, run);
  try {
    const plan = unpackedPlan(JSON.parse(readFileSync(join(own, 'plan.json'), 'utf8')) as PackedPlan);
    const unpacked = eventUnpacker();
    const events: RunEvent[] = [];
    const lines = readFileSync(join(own, eventsFile), 'utf8').split('\n');
    for (const [index, line] of lines.entries()) {
      if (line === '') continue;
      try {
        events.push(unpacked(line));
      } catch (error) {
        if (index < lines.length - 1) throw error;
      }
    }
    return {
      run,
      folder: own,
      plan,
      about: aboutOf(folder, run),
      text: readFileSync(join(own, 'runbook.md'), 'utf8'),
      events,
    };
  } catch (error) {
    throw new RecordTrouble(`the record \`${own}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
