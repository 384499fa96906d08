import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const missingThen: LanguageRule<Tree> = {
  id: 'rsyslog-missing-then',
  severity: 'error',
  summary: 'An `if` without `then`, or a `foreach` without `do`',
  why: 'The lexer leaves an expression only at this word: without it everything that follows is read as part of the condition (grammar/lexer.l, EXPR).',
  story:
    '`if $programname == "nginx" {` looks like any other language. Without `then` rsyslogd read the block as part of the condition and refused the file.',
  bad: 'if $msg contains "x" {\n  stop\n}\n',
  good: 'if $msg contains "x" then {\n  stop\n}\n',
};
