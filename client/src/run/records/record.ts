import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../events.ts';
import { makeFolder } from '../../make-folder.ts';
import type { Plan } from '../plan.ts';
import { cleanRecords } from './clean-records.ts';
import { eventPacker, packedPlan } from './packed.ts';
import { type RecordRequest, recordAbout } from './record-about.ts';
import { eventsFile } from './record-files.ts';
import { recordWriter } from './record-writer.ts';
import { type OutputLimits, recordedOutputs } from './recorded-outputs.ts';

/** What a record is begun with. */
export interface RecordStart {
  /** Folder that holds a folder for each run. */
  readonly folder: string;
  readonly run: string;
  readonly plan: Plan;
  /** The runbook's text. */
  readonly text: string;
  /** What was asked for beyond it. */
  readonly request?: RecordRequest;
  /** How much output it takes; `outputLimits` if absent. */
  readonly outputs?: OutputLimits;
  /** Called when there are more events in the record. */
  readonly written?: () => void;
}

/** The record of one run, written as it happens: a killed runner leaves what it had seen. */
export interface RunRecord {
  /** Absolute: `about.json`, `events.jsonl`, `plan.json` and `runbook.md` are in it, and `outputs` where a host printed much. */
  readonly folder: string;
  /**
   * Writes one event: it is with the system when this returns or, where much output came before it, soon. Output beyond the limits is left
   * out, once with a note in its place. A promise is to be waited for before the next event; throws where the record cannot be written.
   */
  append(event: RunEvent): Promise<void> | undefined;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

/**
 * Begins a record: a folder of its own (0700). The events hold no secrets, since they are masked where they are made; of the plan the seals of
 * the secrets are left out. Records past their time go. Throws where it cannot be written.
 */
export function openRecord({ folder, run, plan, text, request, outputs: limits, written = () => {} }: RecordStart): RunRecord {
  makeFolder(folder);
  const now = Date.now();
  cleanRecords(folder, now);
  const own = join(folder, run);
  mkdirSync(own, { mode: 0o700 });
  writeFileSync(join(own, 'about.json'), `${JSON.stringify(recordAbout(run, now, plan.draft.file, text, request))}\n`, { mode: 0o600 });
  const shown = withoutSeals(plan);
  writeFileSync(join(own, 'plan.json'), `${JSON.stringify(packedPlan(shown))}\n`, { mode: 0o600 });
  writeFileSync(join(own, 'runbook.md'), text, { mode: 0o600 });
  const writer = recordWriter(own, openSync(join(own, eventsFile), 'ax', 0o600), written);
  const outputs = recordedOutputs(own, writer, limits);
  const packed = eventPacker(shown);
  let open = true;
  return {
    folder: own,
    append(event) {
      const recorded = open ? outputs.next(event) : undefined;
      if (recorded === undefined) return undefined;
      writer.line(`${JSON.stringify(packed(recorded))}\n`);
      return writer.room();
    },
    async close() {
      if (!open) return;
      open = false;
      await writer.close();
    },
  };
}

function withoutSeals({ secrets: _, ...plan }: Plan): Plan {
  return plan;
}
