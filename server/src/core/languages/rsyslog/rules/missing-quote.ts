import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const missingQuote: LanguageRule<Tree> = {
  id: 'rsyslog-missing-quote',
  severity: 'error',
  summary: 'A text has only one of its quotes',
  why: 'A text may go over several lines, so rsyslogd takes everything up to the next quote for it, and complains about what stands behind that.',
  story: 'One quote was missing, so the text went on to the next one, two objects later. The error pointed at the innocent one.',
  bad: 'action(type="omfile file="/var/log/x")\n',
  good: 'action(type="omfile" file="/var/log/x")\n',
};
