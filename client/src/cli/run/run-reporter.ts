import type pc from 'picocolors';
import type { RunEvent } from '../../run/events.ts';
import { isFailure, isWell, type Outcome } from '../../run/outcome.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { diffLine } from './plan-text.ts';

/** Turns the events of a run into lines for a terminal, as they come. */
export interface RunReporter {
  /** What to print for the next event; '' for nothing. */
  next(event: RunEvent): string;
}

/** A reporter that names the host on each line where there are several, and folds nothing away that came before a failure. */
export function runReporter(colors: typeof pc, manyHosts: boolean): RunReporter {
  const partial = new Map<string, string>();
  const prefix = (host: string): string => (manyHosts ? `${colors.cyan(withoutAnsi(host))} ` : '');
  const outputLines = (place: string, host: string, text: string): string => {
    const parts = ((partial.get(place) ?? '') + text).split('\n');
    let rest = parts.pop() ?? '';
    // A line without an end cannot be waited for for ever.
    if (rest.length > 4096) {
      parts.push(rest);
      rest = '';
    }
    partial.set(place, rest);
    return parts.map((line) => `     ${prefix(host)}${colors.dim('|')} ${withoutAnsi(line)}\n`).join('');
  };
  const rest = (block: string, host: string): string =>
    ['stdout', 'stderr']
      .map((stream) => {
        const key = `${block}\0${host}\0${stream}`;
        const text = partial.get(key);
        partial.delete(key);
        return text === undefined || text === '' ? '' : outputLines(`${key}\0last`, host, `${text}\n`);
      })
      .join('');
  return {
    next(event) {
      switch (event.type) {
        case 'batch-started':
          return event.batch > 0 ? `\n${colors.bold(`Batch ${event.batch + 1}`)}: ${event.hosts.map(withoutAnsi).join(', ')}\n` : '';
        case 'host-trouble':
          return `${colors.red(event.outcome)}  ${withoutAnsi(event.host)}: ${withoutAnsi(event.message)}\n`;
        case 'block-started':
          return `   ${prefix(event.host)}${colors.bold(withoutAnsi(event.block))}${event.why === undefined ? '' : colors.dim(`  ${withoutAnsi(event.why)}`)}\n`;
        case 'output':
          return outputLines(`${event.block}\0${event.host}\0${event.stream}`, event.host, event.text);
        case 'difference':
          return event.diff === ''
            ? ''
            : event.diff
                .replace(/\n$/, '')
                .split('\n')
                .map((line) => `     ${prefix(event.host)}${diffLine(line, colors)}\n`)
                .join('');
        case 'note': {
          const paint = event.level === 'error' ? colors.red : event.level === 'warning' ? colors.yellow : colors.dim;
          return `     ${prefix(event.host)}${paint(event.level)}${event.line === undefined ? '' : ` line ${event.line}`}: ${withoutAnsi(event.message)}\n`;
        }
        case 'block-ended': {
          const message = event.message === undefined ? '' : `: ${withoutAnsi(event.message)}`;
          return `${rest(event.block, event.host)}   ${prefix(event.host)}${outcomeMark(event.outcome, colors)} ${withoutAnsi(event.block)}${message}${colors.dim(`  ${seconds(event.duration)}`)}\n`;
        }
        case 'run-ended': {
          const counts = Object.entries(event.counts).map(([outcome, count]) => `${count} ${paintOutcome(outcome as Outcome, colors)}`);
          return `\n${counts.length === 0 ? 'nothing ran' : counts.join(', ')}\n`;
        }
        default:
          return '';
      }
    },
  };
}

function paintOutcome(outcome: Outcome, colors: typeof pc): string {
  return isWell(outcome) ? colors.green(outcome) : isFailure(outcome) ? colors.red(outcome) : colors.yellow(outcome);
}

function outcomeMark(outcome: Outcome, colors: typeof pc): string {
  return paintOutcome(outcome, colors);
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
