import type pc from 'picocolors';
import type { RunEvent } from '../../run/events.ts';
import { isPlain, withoutAnsi } from '../../run/ansi.ts';
import { diffLine } from './plan-text.ts';
import { countsText, outcomeWord, tookText } from './words.ts';

/** Turns the events of a run into lines for a terminal, as they come. */
export interface RunReporter {
  /** What to print for the next event; '' for nothing. */
  next(event: RunEvent): string;
  /** One line, without its end, of what is under way now; '' for nothing. */
  status(): string;
}

/** A reporter for a run on one host: everything as it comes. */
export function runReporter(colors: typeof pc): RunReporter {
  const partial = new Map<string, string>();
  const outputLines = (place: string, stream: 'stdout' | 'stderr', text: string): string => {
    const whole = (partial.get(place) ?? '') + text;
    const parts = whole.split('\n');
    let rest = parts.pop() ?? '';
    // A line without an end cannot be waited for for ever.
    if (rest.length > 4096) {
      parts.push(rest);
      rest = '';
    }
    partial.set(place, rest);
    if (parts.length === 0) return '';
    const margin = `     ${stream === 'stdout' ? colors.dim('|') : colors.yellow('!')} `;
    // Line by line, so that a sequence without an end takes no other line along.
    const lines = isPlain(whole) ? parts : parts.map(withoutAnsi);
    return `${margin}${lines.join(`\n${margin}`)}\n`;
  };
  const rest = (block: string, host: string): string =>
    (['stdout', 'stderr'] as const)
      .map((stream) => {
        const key = `${block}\0${host}\0${stream}`;
        const text = partial.get(key);
        partial.delete(key);
        return text === undefined || text === '' ? '' : outputLines(`${key}\0last`, stream, `${text}\n`);
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
          return `   ${colors.bold(withoutAnsi(event.block))}${event.why === undefined ? '' : colors.dim(`  ${withoutAnsi(event.why)}`)}\n`;
        case 'output':
          return outputLines(`${event.block}\0${event.host}\0${event.stream}`, event.stream, event.text);
        case 'difference':
          return event.diff === ''
            ? ''
            : event.diff
                .replace(/\n$/, '')
                .split('\n')
                .map((line) => `     ${diffLine(line, colors)}\n`)
                .join('');
        case 'note': {
          const paint = event.level === 'error' ? colors.red : event.level === 'warning' ? colors.yellow : colors.dim;
          return `     ${paint(event.level)}${event.line === undefined ? '' : ` line ${event.line}`}: ${withoutAnsi(event.message)}\n`;
        }
        case 'block-ended': {
          const message = event.message === undefined ? '' : `: ${withoutAnsi(event.message)}`;
          return `${rest(event.block, event.host)}   ${outcomeWord(event.outcome, colors)} ${withoutAnsi(event.block)}${message}${tookText(event.duration, colors)}\n`;
        }
        case 'run-ended':
          return `\n${countsText(event.counts, colors)}\n`;
        default:
          return '';
      }
    },
    status: () => '',
  };
}
