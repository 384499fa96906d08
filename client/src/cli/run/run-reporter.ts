import type pc from 'picocolors';
import type { RunEvent } from '../../run/events.ts';
import { isPlain, withoutAnsi } from '../../run/ansi.ts';
import { asciiBytes } from '../../run/ascii-bytes.ts';
import { type MarginedLines, marginedLines } from './margined-lines.ts';
import { diffLine } from './plan-text.ts';
import { toldTroubles } from './told-troubles.ts';
import { batchText, countsText, outcomeWord, tookText, troublesText } from './words.ts';

/** Turns the events of a run into lines for a terminal, as they come. */
export interface RunReporter {
  /** What to print for the next event; '' for nothing. Bytes are good until the next call. */
  next(event: RunEvent): string | Uint8Array;
  /** One line, without its end, of what is under way now; '' for nothing. */
  status(): string;
}

/** Characters of a line without an end from which on it is shown. */
const LONG = 4096;

/** A reporter for a run on one host: everything as it comes. */
export function runReporter(colors: typeof pc): RunReporter {
  const told = toldTroubles();
  const partial = new Map<string, string>();
  let margined: MarginedLines | undefined;
  const marginOf = (stream: 'stdout' | 'stderr'): string => `     ${stream === 'stdout' ? colors.dim('|') : colors.yellow('!')} `;
  /** Whole lines of what is much and plain; else undefined, and nothing done. */
  const plainLines = (place: string, stream: 'stdout' | 'stderr', bytes: Buffer): Uint8Array | undefined => {
    const before = partial.get(place) ?? '';
    const end = bytes.lastIndexOf(10);
    if (end < 0 || bytes.length - end - 1 > LONG || !isPlain(before)) return undefined;
    margined ??= marginedLines();
    const margin = marginOf(stream);
    const lines = margined?.next(margin + before, bytes.subarray(0, end), margin);
    if (lines !== undefined) partial.set(place, bytes.toString('latin1', end + 1));
    return lines;
  };
  /** Whole lines. */
  const outputLines = (place: string, stream: 'stdout' | 'stderr', text: string): string => {
    const whole = (partial.get(place) ?? '') + text;
    if (whole === '') return '';
    const end = whole.lastIndexOf('\n');
    // A line without an end cannot be waited for for ever.
    const shown = whole.length - end - 1 > LONG ? whole : whole.slice(0, Math.max(0, end));
    partial.set(place, shown === whole ? '' : whole.slice(end + 1));
    if (shown !== whole && end < 0) return '';
    const margin = marginOf(stream);
    // Line by line, so that a sequence without an end takes no other line along.
    const harmless = isPlain(whole) ? shown : shown.split('\n').map(withoutAnsi).join('\n');
    return `${margin}${harmless.replaceAll('\n', `\n${margin}`)}\n`;
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
          return batchText(event.batch, event.hosts, colors);
        case 'run-started':
          told.plan(event);
          return '';
        case 'host-trouble':
          return told.isNew(event) ? troublesText([event], new Map(), colors) : '';
        case 'block-started':
          return `   ${colors.bold(withoutAnsi(event.block))}${event.why === undefined ? '' : colors.dim(`  ${withoutAnsi(event.why)}`)}\n`;
        case 'output': {
          const { stream, text, [asciiBytes]: bytes } = event;
          const place = `${event.block}\0${event.host}\0${stream}`;
          return (bytes && plainLines(place, stream, bytes)) ?? outputLines(place, stream, text);
        }
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
          const said = told.without(event.host, event).message;
          const message = said === undefined ? '' : `: ${withoutAnsi(said)}`;
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
