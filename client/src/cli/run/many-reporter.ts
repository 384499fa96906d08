import type pc from 'picocolors';
import { withoutAnsi } from '../../run/ansi.ts';
import { type BlockRun, blockRuns } from '../../run/block-runs.ts';
import { type GroupsOptions, groupsText } from './groups-text.ts';
import type { RunReporter } from './run-reporter.ts';
import { toldTroubles } from './told-troubles.ts';
import { batchText, countsText, troublesText } from './words.ts';

/**
 * Turns the events of a run on several hosts into lines: what they give for a block is gathered and shown folded when all have ended it;
 * until then `status` is one line that says how far they are and what was printed last.
 */
export function manyReporter(colors: typeof pc, options: Omit<GroupsOptions, 'colors' | 'told'>): RunReporter {
  const told = toldTroubles();
  const fold = blockRuns();
  const ended = new Map<string, BlockRun[]>();
  let going = 0;
  let done = 0;
  let block = '';
  let lastLine = '';
  const flush = (): string => {
    let out = '';
    for (const [name, runs] of ended) {
      // One host may have run it twice: before and after its remedy.
      const rounds = new Map<number, BlockRun[]>();
      const seen = new Map<string, number>();
      for (const run of runs) {
        const round = (seen.get(run.host) ?? 0) + 1;
        seen.set(run.host, round);
        rounds.set(round, [...(rounds.get(round) ?? []), run]);
      }
      const why = [...new Set(runs.map((run) => run.why ?? ''))].filter((each) => each !== '');
      out += `   ${colors.bold(withoutAnsi(name))}${why.length === 0 ? '' : colors.dim(`  ${withoutAnsi(why.join('; '))}`)}\n`;
      for (const each of rounds.values()) out += groupsText(each, { ...options, told, colors });
      fold.free(runs);
    }
    ended.clear();
    done = 0;
    return out;
  };
  return {
    next(event) {
      fold.next(event);
      switch (event.type) {
        case 'batch-started':
          return event.batch > 0 ? `${flush()}${batchText(event.batch, event.hosts, colors)}` : '';
        case 'run-started':
          told.plan(event);
          return '';
        case 'host-trouble':
          return told.isNew(event) ? troublesText([event], options.addresses, colors) : '';
        case 'block-started':
          going++;
          block = event.block;
          return '';
        case 'output': {
          const line = event.text.trimEnd();
          if (line !== '') lastLine = `${event.host}: ${line.slice(line.lastIndexOf('\n') + 1)}`;
          return '';
        }
        case 'block-ended':
          going = Math.max(0, going - 1);
          done++;
          for (const run of fold.take()) ended.set(run.block, [...(ended.get(run.block) ?? []), run]);
          return '';
        case 'block-done':
          lastLine = '';
          return flush();
        case 'run-ended':
          return `${flush()}\n${countsText(event.counts, colors)}\n`;
        default:
          return '';
      }
    },
    status: () =>
      going === 0 ? '' : `   ${withoutAnsi(block)}: ${going} running, ${done} ended  ${withoutAnsi(lastLine)}`.replaceAll('\n', ' '),
  };
}
