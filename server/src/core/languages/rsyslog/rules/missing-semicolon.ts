import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const missingSemicolon: LanguageRule<Tree> = {
  id: 'rsyslog-missing-semicolon',
  severity: 'error',
  summary: '`set`, `reset`, `unset` or `call_indirect` without its semicolon',
  why: 'The lexer leaves an expression only at the semicolon: without it the next statement is read as part of the value (grammar/lexer.l, EXPR).',
  story:
    'A `set` without its semicolon took the next statement for a part of its value. The fields that it was to fill were empty in every message.',
  bad: 'set $.a = "x"\nstop\n',
  good: 'set $.a = "x";\nstop\n',
};
