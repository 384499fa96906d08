import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const syntax: LanguageRule<Tree> = {
  id: 'rsyslog-syntax',
  severity: 'error',
  summary: 'Something stands where rsyslogd expects something else',
  why: 'On the first syntax error rsyslogd gives up on the whole file: nothing behind it is in force, and what stands before it is (grammar/grammar.y).',
  story:
    'One stray word in the middle of the file ended the reading. What stood above it was in force, what stood below was not, and so everything seemed to work.',
  bad: 'action(type="omfile", file="/var/log/x")\n',
  good: 'action(type="omfile" file="/var/log/x")\n',
};
