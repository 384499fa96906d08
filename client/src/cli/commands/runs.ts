import pc from 'picocolors';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { readRecord, recordIds, RecordTrouble } from '../../run/records/read-record.ts';
import { recordsFolder } from '../run/records-folder.ts';
import { countsText, timeText } from '../run/words.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `opsbook runs`. */
export interface RunsFlags {
  readonly json?: boolean;
  readonly limit: string;
}

/** Lists the runs whose records are kept, newest first. Returns 0. */
export function runsCommand(flags: RunsFlags): number {
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError(`--limit: \`${flags.limit}\` is no number of runs`);
  const ids = recordIds(recordsFolder());
  for (const id of ids.slice(0, limit)) {
    try {
      const { plan, about, events } = readRecord(recordsFolder(), id);
      const ended = events.findLast((event) => event.type === 'run-ended');
      const hosts = foldHosts([...new Set(plan.draft.blocks.flatMap(({ targets }) => targets))]);
      const title = plan.draft.title === '' ? plan.draft.file : plan.draft.title;
      const startedAt = about?.startedAt ?? events[0]?.at ?? 0;
      const outcome = ended?.outcome ?? 'unfinished';
      if (flags.json === true) {
        const row = {
          run: id,
          startedAt,
          user: about?.user,
          title,
          file: plan.draft.file,
          hosts,
          outcome,
          counts: ended?.counts,
        };
        process.stdout.write(`${JSON.stringify(row)}\n`);
        continue;
      }
      const paint = outcome === 'done' ? pc.green : outcome === 'failed' ? pc.red : pc.yellow;
      process.stdout.write(
        `${pc.bold(id)}  ${timeText(startedAt)}  ${paint(outcome.padEnd('unfinished'.length))}  ${withoutAnsi(title)}  ${pc.cyan(withoutAnsi(hosts))}${ended === undefined ? '' : `  ${countsText(ended.counts, pc)}`}\n`,
      );
    } catch (error) {
      if (!(error instanceof RecordTrouble)) throw error;
      process.stderr.write(`opsbook: ${withoutAnsi(error.message)}\n`);
    }
  }
  if (ids.length === 0 && flags.json !== true) process.stdout.write('no run is on record\n');
  if (ids.length > limit) process.stderr.write(`${ids.length - limit} older runs are not listed: --limit\n`);
  return 0;
}
