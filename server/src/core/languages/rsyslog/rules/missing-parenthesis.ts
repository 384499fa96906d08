import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const missingParenthesis: LanguageRule<Tree> = {
  id: 'rsyslog-missing-parenthesis',
  severity: 'error',
  summary: 'A parenthesis or bracket that an object, list or expression opens is not closed',
  why: 'rsyslogd reads on for parameters and takes the lines that follow for them: it complains about the first character that cannot be one, often many lines further down, and loses the rest of the file (grammar/lexer.l, grammar/grammar.y).',
  story:
    'A parenthesis was forgotten in the second of thirty objects. rsyslogd complained about a line far below, and the archive got nothing all weekend.',
  bad: 'module(load="imudp"\ninput(type="imudp" port="514")\n',
  good: 'module(load="imudp")\ninput(type="imudp" port="514")\n',
};
