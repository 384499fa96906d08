import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const unknownOperator: LanguageRule<Tree> = {
  id: 'rsyslog-unknown-operator',
  severity: 'error',
  summary: 'An operator that RainerScript does not have',
  why: 'Comparisons are `== != < > <= >=`, `contains`, `startswith` and `endswith`, some with `_i`; conditions are joined by `and`, `or` and `not` (grammar/lexer.l). `=`, `&&`, `||` and `!` are none.',
  story: '`if $msg = "x"` came from a shell script\'s author. There is no such operator, and the file was refused from there on.',
  bad: 'if $programname = "sshd" then stop\n',
  good: 'if $programname == "sshd" then stop\n',
};
