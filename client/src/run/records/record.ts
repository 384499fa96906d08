import { closeSync, fsyncSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../events.ts';
import type { Plan } from '../plan.ts';
import { cleanRecords } from './clean-records.ts';
import { type RecordRequest, recordAbout } from './record-about.ts';
import { eventsFile } from './record-files.ts';

/** Characters of output that are kept of one block on one host. */
const OUTPUT_LIMIT = 16 << 20;

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
  /** Characters of output that are kept of one block on one host; 16 Mi if absent. */
  readonly outputLimit?: number;
}

/** The record of one run, written as it happens: a killed runner leaves what it had seen. */
export interface RunRecord {
  /** Absolute: `about.json`, `events.jsonl`, `plan.json` and `runbook.md` are in it. */
  readonly folder: string;
  /** Writes one event; it is with the system when this returns. Output beyond the limit is left out, once with a note in its place. */
  append(event: RunEvent): void;
  close(): void;
}

/**
 * Begins a record: a folder of its own (0700). The events hold no secrets, since they are masked where they are made; of the plan the seals of
 * the secrets are left out. Records past their time go. Throws where it cannot be written.
 */
export function openRecord({ folder, run, plan, text, request, outputLimit = OUTPUT_LIMIT }: RecordStart): RunRecord {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const now = Date.now();
  cleanRecords(folder, now);
  const own = join(folder, run);
  mkdirSync(own, { mode: 0o700 });
  writeFileSync(join(own, 'about.json'), `${JSON.stringify(recordAbout(run, now, plan.draft.file, text, request))}\n`, { mode: 0o600 });
  writeFileSync(join(own, 'plan.json'), `${JSON.stringify(withoutSeals(plan))}\n`, { mode: 0o600 });
  writeFileSync(join(own, 'runbook.md'), text, { mode: 0o600 });
  const file = openSync(join(own, eventsFile), 'ax', 0o600);
  const sizes = new Map<string, number>();
  let open = true;
  const put = (event: RunEvent): void => {
    const line = Buffer.from(`${JSON.stringify(event)}\n`, 'utf8');
    for (let at = 0; at < line.length; ) at += writeSync(file, line, at);
  };
  return {
    folder: own,
    append(event) {
      if (!open) return;
      if (event.type === 'output') {
        const key = `${event.block}\0${event.host}`;
        const before = sizes.get(key) ?? 0;
        sizes.set(key, before + event.text.length);
        if (before + event.text.length > outputLimit) {
          if (before > outputLimit) return;
          const { block, host, seq, at } = event;
          sizes.set(key, outputLimit + 1);
          put({
            seq,
            at,
            type: 'note',
            block,
            host,
            level: 'warning',
            message: `output beyond ${outputLimit} characters is not kept in the record`,
          });
          return;
        }
      }
      put(event.type === 'run-started' ? { ...event, plan: withoutSeals(event.plan) } : event);
      if (event.type === 'run-ended') fsyncSync(file);
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}

function withoutSeals({ secrets: _, ...plan }: Plan): Plan {
  return plan;
}
