import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const invalidEscape: LanguageRule<Tree> = {
  id: 'rsyslog-invalid-escape',
  severity: 'error',
  summary: 'A backslash escape that rsyslogd does not know at this place',
  why: 'A text with such an escape is no text for the lexer: it stops at its opening quote. In parameters of objects there are `\\a \\b \\f \\n \\r \\t \\v`, octal ones and escaped quotes, in expressions `\\b \\n \\t \\r`, `\\xhh`, three octal digits, quotes and `\\$` (grammar/lexer.l).',
  story: 'A Windows path with `\\d` in double quotes stopped the lexer at its opening quote. The error named a line that looked innocent.',
  bad: 'if $msg contains "a\\qb" then stop\n',
  good: 'if $msg contains "a\\\\qb" then stop\n',
};
