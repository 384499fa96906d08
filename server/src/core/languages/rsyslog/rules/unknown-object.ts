import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const unknownObject: LanguageRule<Tree> = {
  id: 'rsyslog-unknown-object',
  severity: 'error',
  summary: 'A word with parentheses that is no object of rsyslog, or one that was to begin a statement',
  why: 'rsyslogd takes the word for the name of a user and stumbles over the parenthesis.',
  story: '`acton(type="omfile" ...)` was taken for a user\'s name with a strange parenthesis behind it. The rest of the file was lost.',
  bad: 'actoin(type="omfile" file="/var/log/x")\n',
  good: 'action(type="omfile" file="/var/log/x")\n',
};
