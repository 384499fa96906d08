import type { LanguageRule } from '../../../../language.ts';
import type { Tree } from '../../syntax/tree.ts';

/** Found by the parser. */
export const structure: LanguageRule<Tree> = {
  id: 'rsyslog-yaml-structure',
  severity: 'error',
  summary: 'A YAML file of rsyslog holds a mapping where a list is expected, a list where a value is, or a statement that is none',
  why: 'rsyslogd stops reading the file there (`RS_RET_CONF_PARSE_ERROR` throughout runtime/yamlconf.c) and does not start: `could not interpret master config file`.',
  story:
    'A dash was forgotten before the only action, so that a mapping stood where a list belongs. rsyslogd did not start, and the host logged nothing at all.',
  bad: 'rulesets:\n  - name: main\n    statements:\n      - stop: false\n',
  good: 'rulesets:\n  - name: main\n    statements:\n      - stop: true\n',
};
