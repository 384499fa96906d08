import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const missingBrace: LanguageRule<Tree> = {
  id: 'rsyslog-missing-brace',
  severity: 'error',
  summary: 'A block is not closed, or a brace closes none',
  why: 'rsyslogd notices a missing brace at the end of the file, or where a declaration stands that cannot stand in a block, and then ignores the rest. The problem is reported where the indentation says that the brace was meant to be.',
  story:
    'A brace was lost in a merge. rsyslogd noticed at the end of the file, three hundred lines further down, and ignored everything in between.',
  bad: 'if $msg contains "x" then {\n  stop\n\n*.* /var/log/all\n',
  good: 'if $msg contains "x" then {\n  stop\n}\n*.* /var/log/all\n',
};
