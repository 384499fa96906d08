import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const callName: LanguageRule<Tree> = {
  id: 'rsyslog-call-name',
  severity: 'error',
  summary: '`call` is not followed by the bare name of a ruleset',
  why: 'The lexer reads a name of letters, digits, `.`, `-` and `_` with two characters at least (grammar/lexer.l, INCALL): quotes, a semicolon or a name of one letter make the rest of the file unreadable.',
  story:
    'The ruleset was called `r`. The lexer wants two characters, stumbled over `call r`, and the rest of the file, the forwarding to the archive, was not read.',
  bad: 'ruleset(name="s") { stop }\ncall s\n',
  good: 'ruleset(name="srv") { stop }\ncall srv\n',
};
