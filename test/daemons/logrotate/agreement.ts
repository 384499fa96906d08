import { logrotate } from '../../../server/src/core/languages/logrotate/index.ts';
import { judgeText } from '../../corpus/judge-text.ts';
import type { Verdict } from './daemon.ts';

/**
 * Rules that say error where the daemon says nothing: what it reads is certainly not what was meant, and does not work. The log names
 * of `/var/log/a` and a line `daily` below become one list of names as soon as some later line has a brace.
 */
const stricter = new Set(['logrotate-missing-open-brace', 'logrotate-log-name']);

/** Rules that tell where something is missing, or where a run of lines begins. */
const toldAtItsStart = new Set(['logrotate-unclosed-stanza', 'logrotate-stray-endscript']);

/** What separates our verdict of a text from the daemon's; undefined where they agree. */
export function disagreement(text: string, verdict: Verdict, version: string): string | undefined {
  const found = judgeText(logrotate, text, { logrotate: { version } });
  // `logrotate -d` never runs a script: its shell is not what is judged here.
  const errors = found.filter((one) => one.severity === 'error' && one.rule !== 'logrotate-script-syntax');
  const ours = errors.map((one) => `${one.line}: ${one.rule}: ${one.message}`).join('\n');
  const theirs = verdict.errors.map((one) => `${one.line}: ${one.text}`).join('\n');
  // Where `endscript` is missing and a later one ends the script the daemon sees shell in what we read as the stanzas they are meant to be.
  const guessed = found.some((one) => one.rule === 'logrotate-missing-endscript' && !one.message.includes('never ends'));
  if (verdict.accepted && (verdict.cut || guessed)) return undefined;
  if (verdict.accepted)
    return errors.length === 0 || errors.some((one) => stricter.has(one.rule)) ? undefined : `we refuse what it takes:\n${ours}`;
  if (errors.length === 0) return `we take what it refuses:\n${theirs}`;
  const first = verdict.errors[0]?.line;
  // A missing brace is told where it is missing, the daemon tells what it stumbles over later.
  const elsewhere = errors.some((one) => stricter.has(one.rule) || toldAtItsStart.has(one.rule));
  if (first === undefined || guessed || elsewhere) return undefined;
  const lines = new Set(errors.flatMap((one) => [one.line, daemonLine(text, one.span.start)]));
  return lines.has(first) ? undefined : `we miss its first line, ${first}:\n${theirs}\nours:\n${ours}`;
}

/** The line that the daemon counts for an offset: it does not count the line ends inside of log names (config.c, parseGlobString). */
function daemonLine(text: string, offset: number): number {
  let uncounted = 0;
  for (const stanza of logrotate.parse(text).tree.stanzas) {
    if (stanza.span.start > offset) break;
    const end = Math.min(offset, stanza.open?.start ?? offset);
    uncounted += text.slice(stanza.span.start, end).split('\n').length - 1;
  }
  return text.slice(0, offset).split('\n').length - uncounted;
}
