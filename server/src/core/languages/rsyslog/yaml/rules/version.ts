import type { LanguageRule } from '../../../../language.ts';
import type { Report } from '../../../../rule.ts';
import { hasReached } from '../../facts/version.ts';
import { versionOf } from '../../setting.ts';
import type { Tree } from '../../syntax/tree.ts';
import { firstVersion } from '../sections.ts';

export const version: LanguageRule<Tree> = {
  id: 'rsyslog-yaml-version',
  severity: 'error',
  summary: 'A YAML file for an rsyslogd that does not read YAML',
  why: 'rsyslogd reads YAML since 8.2604 (doc/source/configuration/yaml_config.rst, `Activation`). An older one takes the file for RainerScript and stops at its first line.',
  story:
    'The new YAML file was rolled out to hosts with an older release too. There rsyslogd took it for its old language and stopped at the first line.',
  bad: 'rulesets:\n  - name: main\n    statements:\n      - stop: true\n',
  good: 'version: 2\n',
  exampleSettings: { rsyslog: { version: '8.2302' } },
  *check({ tree, settings }): Iterable<Report> {
    const own = versionOf(settings);
    const [first] = tree.items;
    if (hasReached(own, firstVersion) || first === undefined) return;
    yield {
      message: `rsyslogd reads YAML since ${firstVersion}: ${own} does not`,
      span: 'wordSpan' in first ? first.wordSpan : first.span,
    };
  },
};
