import type { LanguageRule } from '../../../../language.ts';
import type { Tree } from '../../syntax/tree.ts';

/** Found by the parser. */
export const syntax: LanguageRule<Tree> = {
  id: 'rsyslog-yaml-syntax',
  severity: 'error',
  summary: 'The file is no YAML',
  why: 'rsyslogd stops at the first place that its YAML reader does not understand (`yaml_errmsg` in runtime/yamlconf.c). What stands before it may be in force already, what follows is not.',
  story:
    'A tab slipped into the indentation, where YAML has none. What stood above it was in force, what stood below was not, and so everything seemed to work.',
  bad: 'rulesets:\n  - name: "main\n    statements: [\n',
  good: 'rulesets:\n  - name: "main"\n    statements: [{stop: true}]\n',
};
