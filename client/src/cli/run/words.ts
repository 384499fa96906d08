import type pc from 'picocolors';
import { withoutAnsi } from '../../run/ansi.ts';
import { durationText } from '../../run/duration-text.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { gatherTroubles } from '../../run/gather.ts';
import { isFailure, isWell, type Outcome } from '../../run/outcome.ts';

/** An outcome, coloured by whether it is well. */
export function outcomeWord(outcome: Outcome, colors: typeof pc): string {
  return isWell(outcome) ? colors.green(outcome) : isFailure(outcome) ? colors.red(outcome) : colors.yellow(outcome);
}

/** Hosts that cannot be worked on and why, a line for those of which the same is said. */
export function troublesText(
  troubles: Parameters<typeof gatherTroubles>[0],
  addresses: ReadonlyMap<string, string>,
  colors: typeof pc,
): string {
  return gatherTroubles(troubles, addresses)
    .map(({ hosts, name, outcome, message = '' }) => {
      const count = hosts.length === 1 ? '' : ` (${hosts.length})`;
      return `  ${colors.cyan(withoutAnsi(name))}${count} ${outcomeWord(outcome, colors)}: ${withoutAnsi(message)}\n`;
    })
    .join('');
}

/** The counts of a run's end, as one line without its end. */
export function countsText(counts: Readonly<Partial<Record<Outcome, number>>>, colors: typeof pc): string {
  const words = Object.entries(counts).map(([outcome, count]) => `${count} ${outcomeWord(outcome as Outcome, colors)}`);
  return words.length === 0 ? 'nothing ran' : words.join(', ');
}

/** The head of a batch's part, a blank line before it; '' for the first. */
export function batchText(batch: number, hosts: readonly string[], colors: typeof pc): string {
  return batch > 0 ? `\n${colors.bold(`Batch ${batch + 1}`)}: ${withoutAnsi(foldHosts(hosts))}\n` : '';
}

/** How long a block took, behind its outcome; nothing for one that took no time, such as one that was skipped. */
export function tookText(milliseconds: number, colors: typeof pc): string {
  return milliseconds === 0 ? '' : colors.dim(`  ${durationText(milliseconds)}`);
}

/** Milliseconds since the epoch as a local date and time with the zone's offset: `2026-11-21 04:46:12 +0000`. */
export function timeText(at: number): string {
  const date = new Date(at);
  const pad = (value: number, width = 2): string => String(Math.abs(value)).padStart(width, '0');
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.trunc(offset / 60))}${pad(offset % 60)}`;
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())} ${zone}`;
}
