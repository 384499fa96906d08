import { l10n } from 'vscode';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { BlockEnd, RunEvent } from '../../run/events.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { isWell, type Outcome } from '../../run/outcome.ts';
import { durationText } from '../../run/duration-text.ts';
import { outcomeWord } from '../words/outcome-word.ts';
import { byOutcome } from '../words/by-outcome.ts';
import { agoText } from '../words/ago-text.ts';

/** What is known of one block of the last run, by host. */
export interface BlockOutcome {
  /** Digest of the block when the run began: another one means that it was edited since. */
  readonly digest: string;
  readonly running: readonly string[];
  readonly ended: ReadonlyMap<string, BlockEnd>;
  /** When the last host was done with it, in milliseconds since the epoch. */
  readonly at?: number;
}

/** A block's outcome after one more event of its run; the same one where the event is of another block. */
export function withEvent(outcome: BlockOutcome, block: string, event: RunEvent): BlockOutcome {
  if (event.type === 'block-started' && event.block === block)
    return { ...outcome, running: [...outcome.running.filter((host) => host !== event.host), event.host] };
  if (event.type === 'block-ended' && event.block === block)
    return {
      ...outcome,
      running: outcome.running.filter((host) => host !== event.host),
      ended: new Map(outcome.ended).set(event.host, event),
      at: event.at,
    };
  return outcome;
}

/** How a block stands as a whole: the worst of its hosts; `skipped` where no host came to it. */
export type Standing = 'running' | 'well' | 'skipped' | 'symptom' | 'bad';

/** The standing of an outcome; undefined while nothing is known. */
export function standingOf({ running, ended }: BlockOutcome): Standing | undefined {
  if (running.length > 0) return 'running';
  const outcomes = [...ended.values()].map(({ outcome }) => outcome);
  if (outcomes.length === 0) return undefined;
  if (outcomes.every((outcome) => outcome === 'skipped')) return 'skipped';
  if (outcomes.some((outcome) => !isWell(outcome) && outcome !== 'symptom' && outcome !== 'undone')) return 'bad';
  return outcomes.every(isWell) ? 'well' : 'symptom';
}

/** Hosts whose names take more room than this are left to the hover. */
const LONG = 48;

/** One line: `3 ok · 1 failed (lb2) · 1.4 s · 2 min ago`; a single host's says why where it is not well or was passed over. How long ago only where `now` is given. */
export function outcomeLine({ digest, running, ended, at }: BlockOutcome, now?: number): string {
  const where = foldHosts(running);
  const words: string[] = running.length === 0 ? [] : [where.length > LONG ? l10n.t('running') : l10n.t('running on {0}', where)];
  const hostsOf = new Map<Outcome, string[]>();
  for (const [host, { outcome }] of ended) hostsOf.set(outcome, [...(hostsOf.get(outcome) ?? []), host]);
  for (const [outcome, hosts] of [...hostsOf].sort(byOutcome)) {
    if (ended.size === 1) words.push(outcomeWord(outcome));
    else {
      const names = isWell(outcome) ? '' : foldHosts(hosts);
      words.push(`${hosts.length} ${outcomeWord(outcome)}${names === '' || names.length > LONG ? '' : ` (${names})`}`);
    }
  }
  const [only] = ended.size === 1 ? ended.values() : [];
  const passedOver = standingOf({ digest, running, ended }) === 'skipped';
  if (only?.message !== undefined && (passedOver || !isWell(only.outcome))) words.push(short(only.message));
  // What was passed over took no time.
  if (running.length === 0 && !passedOver) words.push(durationText(Math.max(...[...ended.values()].map(({ duration }) => duration))));
  if (running.length === 0 && now !== undefined && at !== undefined) words.push(agoText(now - at));
  return withoutAnsi(words.join(' · '));
}

function short(message: string): string {
  const [line = ''] = message.split('\n');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
