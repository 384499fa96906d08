import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const unescapedDollar: LanguageRule<Tree> = {
  id: 'rsyslog-unescaped-dollar',
  severity: 'error',
  summary: 'A bare `$` in double quotes in an expression',
  why: 'rsyslogd keeps the sign for variables in texts and refuses it in double quotes (grammar/lexer.l); in single quotes it is an ordinary character.',
  story: 'A pattern that ended in `$` stood in double quotes. rsyslogd refused the file; in single quotes it would have been a plain sign.',
  bad: 'if re_match($msg, "error$") then stop\n',
  good: "if re_match($msg, 'error$') then stop\n",
};
