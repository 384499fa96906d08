import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const unquotedValue: LanguageRule<Tree> = {
  id: 'rsyslog-unquoted-value',
  severity: 'error',
  summary: 'The value of a parameter does not stand in double quotes',
  why: 'The lexer knows values only in double quotes and backticks (grammar/lexer.l, INOBJ): each character of a bare value, and of one in single quotes, is an invalid one for it.',
  story:
    '`port=514` without quotes gave three errors, one for each digit. The input was not there, and the firewall was blamed for an hour.',
  bad: 'action(type=omfile file="/var/log/x")\n',
  good: 'action(type="omfile" file="/var/log/x")\n',
};
