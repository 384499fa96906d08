import { interfaces } from '../../../server/src/core/languages/interfaces/index.ts';
import { judgeText } from '../../corpus/judge-text.ts';
import type { Dialect } from '../../../server/src/core/languages/interfaces/tree.ts';
import type { Verdict } from './daemon.ts';
import type { Refusal } from './other-daemons.ts';

/** Rules that judge what ifup would run and `--no-act` only prints: not the daemon's own verdict on the text. */
const beyond = new Set([
  'interfaces-address',
  'interfaces-netmask',
  'interfaces-hwaddress',
  'interfaces-undefined-interface',
  'interfaces-name',
  'interfaces-empty-selection',
  'interfaces-rename',
]);

/** The interfaces of a text that ifup can be asked about. */
export function namesOf(text: string): readonly string[] {
  const names = new Set(
    interfaces.parse(text).tree.stanzas.flatMap(({ kind, iface }) => (kind === 'iface' ? (iface?.name?.text ?? []) : [])),
  );
  return [...names].filter((name) => /^[\w.:#]+$/.test(name));
}

/** What separates our verdict of a text from the daemon's; undefined where they agree. */
export function disagreement(text: string, verdict: Verdict): string | undefined {
  const found = judgeText(interfaces, text, { interfaces: { dialect: 'ifupdown' } }).filter((one) => !beyond.has(one.rule));
  const errors = found.filter((one) => one.severity === 'error');
  const ours = errors.map((one) => `${one.line}: ${one.rule}: ${one.message}`).join('\n');
  const theirs = verdict.errors.map((one) => `${one.line}: ${one.text}`).join('\n');
  // A misspelled `iface` that vanishes into the stanza above is an error of ours alone.
  const lost = errors.filter((one) => one.rule !== 'interfaces-unknown-option');
  if (verdict.accepted) return lost.length === 0 ? undefined : `we refuse what it takes:\n${ours}`;
  if (errors.length === 0) return `we take what it refuses:\n${theirs}`;
  const first = verdict.errors[0]?.line;
  if (first === undefined) return undefined;
  return errors.some(({ span }) => daemonLine(text, span.start) === first)
    ? undefined
    : `we miss its first line, ${first}:\n${theirs}\nours:\n${ours}`;
}

/** The line that ifupdown counts for an offset: of a continued line it names the last. */
function daemonLine(text: string, offset: number): number {
  const line = interfaces.parse(text).tree.lines.find(({ span, joins }) => joins.length > 0 && span.start <= offset && offset <= span.end);
  if (line === undefined) return text.slice(0, offset).split('\n').length;
  const last = line.joins.at(-1) ?? 0;
  // At the very end it counts one line more, which is not there.
  return text.slice(0, Math.max(line.span.end, last + 2)).split('\n').length + (last + 1 >= text.length ? 1 : 0);
}

/** What separates our verdict of a text from that of another daemon; undefined where they agree that it is taken, or refused and, where it names lines, on the first. */
export function disagreementWith(dialect: Dialect, text: string, refusals: readonly Refusal[]): string | undefined {
  const counts = (rule: string): boolean =>
    rule === 'interfaces-empty-selection' ? dialect === 'ifupdown2' : !beyond.has(rule) && rule !== 'interfaces-unknown-option';
  const found = judgeText(interfaces, text, { interfaces: { dialect } });
  const errors = found.filter((one) => one.severity === 'error' && counts(one.rule));
  const ours = errors.map((one) => `${one.line}: ${one.rule}: ${one.message}`).join('\n');
  const theirs = refusals.map((one) => `${one.line}: ${one.text}`).join('\n');
  if (refusals.length === 0) return errors.length === 0 ? undefined : `we refuse what it takes:\n${ours}`;
  if (dialect === 'ifupdown-ng') {
    // It says what it throws away, and goes on as if nothing were: a warning is enough. Of continued lines it knows nothing.
    const missed = refusals.find(({ line }) =>
      line === undefined ? errors.length === 0 : !found.some((one) => one.line === line && one.severity !== 'hint'),
    );
    return missed === undefined || text.includes('\\') ? undefined : `we pass over what it throws away:\n${missed.line}: ${missed.text}`;
  }
  return errors.length === 0 ? `we take what it refuses:\n${theirs}` : undefined;
}
