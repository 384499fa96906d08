import { createReadStream, existsSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { l10n } from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { createInterface } from 'node:readline';
import type { RunEvent } from '../../run/events.ts';
import { unfiled } from '../../run/records/filed-output.ts';
import { eventUnpacker } from '../../run/records/packed.ts';
import { eventsFile } from '../../run/records/record-files.ts';
import { recordIds } from '../../run/records/read-record.ts';
import { stateFolder } from '../../run/state-folder.ts';
import { eventInTheirLanguage } from '../words/in-their-language.ts';
import { RunState } from './run-state.ts';

/** The folder of a run's record, absolute; it may be gone. */
export function recordFolder(run: string): string {
  return join(stateFolder(), 'runs', run);
}

/** The events of a record as far as they were written; a line that is cut or broken is passed over. Nothing where there is no record. */
export async function* recordedEvents(run: string): AsyncGenerator<RunEvent> {
  const path = join(recordFolder(run), eventsFile);
  if (!existsSync(path)) return;
  const unpacked = eventUnpacker();
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    try {
      yield eventInTheirLanguage(unpacked(line));
    } catch {
      // A runner that was killed leaves half a line.
    }
  }
}

/** What a record holds of a block's output on a host, escapes in it, at most `limit` characters. */
export async function recordedOutput(run: string, block: string, host: string, limit = 16 << 20): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const event of recordedEvents(run)) {
    if ((event.type !== 'output' && event.type !== 'filed') || event.block !== block || event.host !== host) continue;
    const told = event.type === 'filed' ? unfiled(recordFolder(run), event) : event;
    if (told.type !== 'output') continue;
    pieces.push(told.text);
    length += told.text.length;
    if (length > limit) break;
  }
  return pieces.join('').slice(0, limit);
}

/** A run as its record tells it; undefined where there is none, or one that cannot be read. */
export async function recordedRun(run: string): Promise<RunState | undefined> {
  let state: RunState | undefined;
  for await (const event of recordedEvents(run)) {
    if (event.type === 'run-started') state = new RunState(event);
    else state?.next(event);
  }
  // Whoever wrote it was ended, or still writes.
  if (state?.ended === undefined) state?.cut(l10n.t('the record ends before the run did'));
  return state;
}

/** What is known of a recorded run without reading all that its hosts printed. */
export interface RecordedRun {
  readonly run: string;
  readonly file: string;
  /** The runbook's title; '' where it has none. Harmless to show. */
  readonly title: string;
  readonly began: number;
  /** Undefined where the record ends before the run did: its writer was ended, or still writes. */
  readonly outcome: NonNullable<RunState['ended']>['outcome'] | undefined;
}

/** How a run ended, by the last line of its record; undefined where that does not say. */
async function outcomeOf(events: string): Promise<RecordedRun['outcome']> {
  const file = await open(events);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 4096);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const last = buffer.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    const event = JSON.parse(last) as RunEvent;
    return event.type === 'run-ended' ? event.outcome : undefined;
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

/** How many records are looked at: somebody else's may be thousands. */
const LOOKED_AT = 500;

type About = Omit<RecordedRun, 'outcome'>;

/** What plans say of records, by path: they do not change any more. */
const known = new Map<string, About>();

/** What a record's plan says of it; undefined where it names no runbook. Throws where there is no plan. */
async function aboutOf(run: string, path: string): Promise<About | undefined> {
  const before = known.get(path);
  if (before !== undefined) return before;
  const plan = JSON.parse(await readFile(path, 'utf8')) as { readonly draft?: { readonly file?: unknown; readonly title?: unknown } };
  const { file, title } = plan.draft ?? {};
  if (typeof file !== 'string') return undefined;
  const about = { run, file, title: typeof title === 'string' ? withoutAnsi(title) : '', began: (await stat(path)).mtimeMs };
  if (known.size >= 2 * LOOKED_AT) known.clear();
  known.set(path, about);
  return about;
}

/** The newest recorded runs, newest first, at most `most` of those that `wanted` takes by the runbook's path. */
export async function recordedRuns(wanted: (file: string) => boolean, most: number): Promise<readonly RecordedRun[]> {
  const folder = join(stateFolder(), 'runs');
  const found: RecordedRun[] = [];
  for (const run of recordIds(folder).slice(0, LOOKED_AT)) {
    if (found.length >= most) break;
    try {
      const about = await aboutOf(run, join(folder, run, 'plan.json'));
      if (about !== undefined && wanted(about.file)) found.push({ ...about, outcome: await outcomeOf(join(folder, run, eventsFile)) });
    } catch {
      // Not a record, or one of another version.
    }
  }
  return found;
}
