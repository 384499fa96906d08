import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const unclosedComment: LanguageRule<Tree> = {
  id: 'rsyslog-unclosed-comment',
  severity: 'error',
  summary: 'A comment `/*` is not closed',
  why: 'Everything up to the end of the file is comment, without a word from rsyslogd.',
  story:
    'Somebody commented out one action with `/*` and was called away. Everything below was comment too, and rsyslogd had no complaint.',
  bad: '*.* /var/log/all\n/* mail.* /var/log/mail\n',
  good: '*.* /var/log/all\n/* mail.* /var/log/mail */\n',
};
