import { judge } from '../../unit/core/languages/rsyslog/judge.ts';
import type { Verdict } from './daemon.ts';

/** A misspelled `stop` is a user's name for rsyslogd: it only says that warnings occurred, and nothing is discarded. */
const stricter = /is taken for the name of a user: did you mean/;

/** In what rsyslogd and we differ about a text: undefined where we report an error exactly when it refuses. */
export function disagreement(text: string, verdict: Verdict, version: string): string | undefined {
  const errors = judge(text, { version, closed: true })
    .filter(({ severity }) => severity === 'error')
    .filter(({ message }) => !(verdict.accepted && stricter.test(message)));
  if (errors.length > 0 !== verdict.accepted) return undefined;
  return verdict.accepted
    ? `rsyslogd accepts it, we say: ${errors.map(({ line, rule, message }) => `${line} ${rule} ${message}`).join(' | ')}`
    : `we find nothing, rsyslogd says: ${verdict.said.join(' | ')}`;
}
