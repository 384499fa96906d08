import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const declarationInBlock: LanguageRule<Tree> = {
  id: 'rsyslog-declaration-in-block',
  severity: 'error',
  summary: 'A declaration stands inside a statement or a ruleset',
  why: 'Modules, inputs, templates, rulesets and their like can only be declared at the top of a file (`stmt: BEGINOBJ` in grammar/grammar.y): rsyslogd gives up there.',
  story:
    'A `template()` was written right beside the action that used it, inside the `if`. rsyslogd gave up there, and everything below was out of force.',
  bad: 'if $msg contains "x" then {\n  module(load="imudp")\n}\n',
  good: 'module(load="imudp")\nif $msg contains "x" then {\n  stop\n}\n',
};
