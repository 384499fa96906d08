import type { LanguageRule } from '../../../../language.ts';
import type { Tree } from '../../syntax/tree.ts';

/** Found by the parser. */
export const section: LanguageRule<Tree> = {
  id: 'rsyslog-yaml-section',
  severity: 'error',
  summary: 'A key at the top of a YAML file is no section of rsyslog, stands twice, or holds another kind of value',
  why: 'rsyslogd knows the keys at the top by their exact spelling (`process_top_level` in runtime/yamlconf.c): lists are `modules`, `inputs`, `templates`, `rulesets` and so on, mappings are `global` and `mainqueue`. What it does not know it complains of, and reads wrongly what follows.',
  story: '`input:` was written where `inputs:` is meant. Nothing listened, and for an hour the senders were blamed.',
  bad: 'ruleset:\n  - name: main\n    statements:\n      - stop: true\n',
  good: 'rulesets:\n  - name: main\n    statements:\n      - stop: true\n',
};
