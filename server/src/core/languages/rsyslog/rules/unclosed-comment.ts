import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const unclosedComment: LanguageRule<Tree> = {
  id: 'rsyslog-unclosed-comment',
  severity: 'error',
  summary: 'A comment `/*` is not closed',
  why: 'Everything up to the end of the file is comment, without a word from rsyslogd.',
  bad: '*.* /var/log/all\n/* mail.* /var/log/mail\n',
  good: '*.* /var/log/all\n/* mail.* /var/log/mail */\n',
};
