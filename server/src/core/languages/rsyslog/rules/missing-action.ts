import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const missingAction: LanguageRule<Tree> = {
  id: 'rsyslog-missing-action',
  severity: 'error',
  summary: 'A filter, `then`, `else` or a block has no statement',
  why: 'The grammar wants at least one statement in each place; only a `ruleset()` may be empty (grammar/grammar.y).',
  story:
    'The action of an `if` was commented out for a test. The grammar wants a statement there, so the file was refused as a whole at the next restart.',
  bad: 'if $msg contains "x" then {\n}\n',
  good: 'if $msg contains "x" then {\n  stop\n}\n',
};
