import { l10n } from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { addressesOf } from '../../run/addresses-of.ts';
import type { RunEvent } from '../../run/events.ts';
import { gatherTroubles } from '../../run/gather.ts';
import { isWell, type Outcome } from '../../run/outcome.ts';
import { durationText } from '../../run/duration-text.ts';
import { exitText } from './exit-text.ts';
import { byOutcome } from '../words/by-outcome.ts';
import { levelWord } from '../words/level-word.ts';
import { outcomeWord } from '../words/outcome-word.ts';

/** Turns the events of a run into text for a channel, as they come; every line names its host where there are several. */
export interface RunLines {
  /** What to append for the next event; '' for nothing. Harmless to show. */
  next(event: RunEvent): string;
}

/** Lines of output that a host may put into the channel at a block where it is alone; the Runs view and the record have the rest. */
const ALONE = 5000;
/** The same of all hosts together where there are several: what they say in turns is read in the Runs view, and drawing it costs the window frames. */
const TOGETHER = 2000;
/** What each host may print at a block, however many there are. */
const LEAST = 5;

/** Lines for one run. What a step printed without a line end is held back until it ends, at most 4096 characters; what is too much for a channel is left to the record. */
export function runLines(): RunLines {
  let many = false;
  const held = new Map<string, string>();
  let share = ALONE;
  /** How many lines a host has printed at a block. */
  const printed = new Map<string, number>();
  let addresses: ReadonlyMap<string, string> = new Map();
  /** Hosts that were passed over one behind the other: they are told as one, when something else comes. */
  let skipped: (RunEvent & { readonly type: 'block-ended' })[] = [];
  const of = (host: string): string => (many ? `${host}: ` : '');
  const body = (host: string, text: string): string =>
    text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `    ${of(host)}${line}\n`)
      .join('');
  /** A host's output as far as its share goes; where it ends, a line says so once. */
  const within = (block: string, host: string, text: string): string => {
    const key = `${block}\0${host}`;
    const before = printed.get(key) ?? 0;
    if (before > share) return '';
    const all = text.replace(/\n$/, '').split('\n');
    const shown = all.slice(0, share - before);
    const cut = shown.length < all.length;
    printed.set(key, cut ? share + 1 : before + shown.length);
    const last = cut ? `    ${of(host)}${l10n.t('… more in the Runs view and in the record')}\n` : '';
    return `${shown.length === 0 ? '' : body(host, `${shown.join('\n')}\n`)}${last}`;
  };
  const flush = (block: string, host: string): string =>
    ['stdout', 'stderr', 'filed']
      .map((stream) => {
        const key = `${block}\0${host}\0${stream}`;
        const text = held.get(key) ?? '';
        held.delete(key);
        return text === '' ? '' : within(block, host, text);
      })
      .join('');
  const lines = (event: RunEvent): string => {
    switch (event.type) {
      case 'run-started': {
        many = event.plan.hosts.length > 1;
        addresses = addressesOf(event.plan);
        share = many ? Math.max(LEAST, Math.floor(TOGETHER / event.plan.hosts.length)) : ALONE;
        const { title, file } = event.plan.draft;
        return `── ${title === '' ? file : title}  ${new Date(event.at).toLocaleTimeString()}\n`;
      }
      case 'host-trouble':
        return `✗ ${event.host} ${outcomeWord(event.outcome)}: ${event.message}\n`;
      case 'block-started':
        return `▸ ${event.block}  ${event.host}${event.why === undefined ? '' : `, ${event.why}`}\n`;
      case 'output': {
        if ((printed.get(`${event.block}\0${event.host}`) ?? 0) > share) return '';
        const key = `${event.block}\0${event.host}\0${event.stream}`;
        const text = (held.get(key) ?? '') + event.text;
        const end = text.length > 4096 ? text.length : text.lastIndexOf('\n') + 1;
        held.set(key, text.slice(end));
        return end === 0 ? '' : within(event.block, event.host, text.slice(0, end));
      }
      case 'filed': {
        const key = `${event.block}\0${event.host}\0filed`;
        if (held.has(key)) return '';
        held.set(key, '');
        return `    ${of(event.host)}${l10n.t('… the rest of what it printed is in the record ({0})', event.file)}\n`;
      }
      case 'difference':
        return event.diff === '' ? '' : body(event.host, event.diff);
      case 'note':
        return `    ${of(event.host)}${noteHead(event.level, event.line)}: ${event.message}\n`;
      case 'installed':
        return `    ${of(event.host)}${l10n.t('installed: {0}', event.path)}\n`;
      case 'put-back':
        return `    ${of(event.host)}${l10n.t('taken back: {0}', event.path)}\n`;
      case 'block-ended': {
        const { block, host, outcome, message = exitText(event), duration } = event;
        return flush(block, host) + endLine(outcome, block, host, message, durationText(duration));
      }
      case 'run-ended': {
        const counted = (Object.entries(event.counts) as [Outcome, number][]).sort(byOutcome);
        const counts = counted.map(([outcome, count]) => `${count} ${outcomeWord(outcome)}`);
        return `── ${outcomeWord(event.outcome)}: ${counts.length === 0 ? l10n.t('nothing ran') : counts.join(', ')}\n\n`;
      }
      default:
        return '';
    }
  };
  const skippedLines = (): string => {
    const [first] = skipped;
    if (first === undefined) return '';
    const groups = gatherTroubles(skipped, addresses);
    skipped = [];
    return groups.map(({ name, outcome, message }) => endLine(outcome, first.block, name, message)).join('');
  };
  return {
    next: (event) => {
      const isSkipped = event.type === 'block-ended' && event.outcome === 'skipped';
      const before = isSkipped && skipped[0]?.block === event.block ? '' : skippedLines();
      if (isSkipped) skipped.push(event);
      return withoutAnsi(before + (isSkipped ? '' : lines(event)));
    },
  };
}

function endLine(outcome: Outcome, block: string, hosts: string, ...more: readonly (string | undefined)[]): string {
  const words = [outcomeWord(outcome), ...more].filter((word) => word !== undefined && word !== '');
  return `${markOf(outcome)} ${block}  ${hosts}: ${words.join(', ')}\n`;
}

/** The sign that a block's last line on a host begins with: the grammar of a run colours the line by it. */
function markOf(outcome: Outcome): string {
  if (outcome === 'skipped') return '○';
  if (isWell(outcome)) return '✓';
  return outcome === 'symptom' || outcome === 'undone' ? '·' : '✗';
}

function noteHead(level: 'info' | 'warning' | 'error', line: number | undefined): string {
  return line === undefined ? levelWord(level) : l10n.t('{0}, line {1}', levelWord(level), line);
}
