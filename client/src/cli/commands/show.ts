import pc from 'picocolors';
import { withoutAnsi } from '../../run/ansi.ts';
import { durationText } from '../../run/duration-text.ts';
import { unfiled } from '../../run/records/filed-output.ts';
import { findRun, readRecord } from '../../run/records/read-record.ts';
import { addressesOf } from '../../run/addresses-of.ts';
import { type RunStory, runStory } from '../../run/records/run-story.ts';
import { detachedText } from '../run/detached-text.ts';
import { groupsText } from '../run/groups-text.ts';
import { recordsFolder } from '../run/records-folder.ts';
import { toldTroubles } from '../run/told-troubles.ts';
import { countsText, timeText, troublesText } from '../run/words.ts';

/** The options of `opsbook show`. */
export interface ShowFlags {
  readonly diff?: boolean;
  readonly json?: boolean;
}

/** Shows a run from its record: who, when, where, and what each block gave, hosts that gave the same together. Returns 0. */
export async function showCommand(word: string, flags: ShowFlags): Promise<number> {
  const record = readRecord(recordsFolder(), findRun(recordsFolder(), word));
  if (flags.json === true) {
    for (const event of record.events) {
      process.stdout.write(`${JSON.stringify(event.type === 'filed' ? unfiled(record.folder, event) : event)}\n`);
    }
    return 0;
  }
  const diff = flags.diff === true ? (await import('../../run/bundle.ts')).fileDifference : undefined;
  const story = runStory(record);
  const addresses = addressesOf(record.plan);
  let out = headText(story, addresses);
  const told = toldTroubles();
  for (const trouble of story.troubles) told.isNew(trouble);
  for (const { name, round, runs } of story.blocks) {
    const why = [...new Set(runs.map((run) => run.why ?? ''))].filter((each) => each !== '');
    out += `   ${pc.bold(withoutAnsi(name))}${round > 1 ? pc.dim(' again') : ''}${why.length === 0 ? '' : pc.dim(`  ${withoutAnsi(why.join('; '))}`)}\n`;
    out += groupsText(runs, { colors: pc, addresses, told, diff });
  }
  out += detachedText(record);
  out += `\n${story.ended === undefined ? pc.yellow('the record ends before the run did') : countsText(story.ended.counts, pc)}\n${pc.dim(`record ${record.folder}`)}\n`;
  process.stdout.write(out);
  return 0;
}

function headText({ record, troubles }: RunStory, addresses: ReadonlyMap<string, string>): string {
  const { about, plan, run, events } = record;
  const end = events.findLast(({ type }) => type === 'run-ended');
  const { draft } = plan;
  let out = `${pc.bold(withoutAnsi(draft.title === '' ? draft.file : draft.title))}\n  run ${run}\n`;
  if (about !== undefined) {
    out += `  ${timeText(about.startedAt)} by ${withoutAnsi(about.user)} on ${withoutAnsi(about.machine)}${about.from === undefined ? '' : ` from ${withoutAnsi(about.from)}`}${end === undefined ? '' : `, took ${durationText(end.at - about.startedAt)}`}\n`;
    if (about.commit !== undefined) out += `  commit ${about.commit.id.slice(0, 12)}${about.commit.changed ? ', changed since' : ''}\n`;
    if (about.request?.undoes !== undefined) out += `  takes back ${about.request.undoes}\n`;
    if (about.request?.fetches !== undefined) out += `  asks for detached steps of ${about.request.fetches}\n`;
  }
  out += `  ${withoutAnsi(draft.file)}\n  plan ${plan.hash}\n`;
  for (const input of draft.inputs)
    out += `  input ${withoutAnsi(input.name)} = ${input.secret ? '(secret)' : withoutAnsi(input.value ?? '')}\n`;
  out += troublesText(troubles, addresses, pc);
  return `${out}\n`;
}
