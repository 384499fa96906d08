import type { LanguageRule } from '../../../../language.ts';
import type { Tree } from '../../syntax/tree.ts';

/** Found by the parser. */
export const ignored: LanguageRule<Tree> = {
  id: 'rsyslog-yaml-ignored',
  severity: 'warning',
  summary: 'A key that rsyslogd passes over in silence',
  why: 'An entry of `statements` is one statement: rsyslogd looks for `if`, `stop`, `continue`, `call` and so on in that order and ignores the keys beside the first that it finds (`build_one_stmt_rs` in runtime/yamlconf.c). `filter` counts only beside `actions`, and a second document in the file is never read.',
  story:
    'A statement had both a `call` and a `stop`. rsyslogd took the one that it looks for first and passed over the other, so the messages that were to be archived were only discarded.',
  bad: 'rulesets:\n  - name: main\n    statements:\n      - type: omfile\n        file: /var/log/x\n        stop: true\n',
  good: 'rulesets:\n  - name: main\n    statements:\n      - type: omfile\n        file: /var/log/x\n      - stop: true\n',
};
