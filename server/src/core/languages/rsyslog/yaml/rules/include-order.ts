import type { LanguageRule } from '../../../../language.ts';
import type { Report } from '../../../../rule.ts';
import { textOf } from '../../objects.ts';
import type { Tree } from '../../syntax/tree.ts';

export const includeOrder: LanguageRule<Tree> = {
  id: 'rsyslog-yaml-include-order',
  severity: 'warning',
  summary: 'One `include` lists YAML files and others, which are not read in this order',
  why: 'rsyslogd reads the YAML files of the list first, and the others only when the whole YAML file has been read and its scripts and statements with it (`parse_include_sequence` in runtime/yamlconf.c): a template that a .conf file defines is not there yet for the rules of the YAML file. It says so itself.',
  story:
    "A list of includes named the templates' .conf file first and the rules' YAML file behind it. rsyslogd read the YAML first, and its actions found no template.",
  bad: 'include:\n  - path: /etc/rsyslog.d/a.conf\n  - path: /etc/rsyslog.d/b.yaml\n',
  good: 'include:\n  - path: /etc/rsyslog.d/a.yaml\n  - path: /etc/rsyslog.d/b.yaml\n',
  *check({ tree }): Iterable<Report> {
    const paths = tree.flat.objects
      .filter(({ node }) => node.word === 'include')
      .map(({ node }) => ({ node, path: textOf(node, 'file') ?? '' }));
    const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);
    const [first] = paths;
    const other = first && paths.find(({ path }) => isYaml(path) !== isYaml(first.path));
    if (first === undefined || other === undefined) return;
    yield {
      message: 'YAML files of a list are read before the others, whatever the order: give each kind a file of its own',
      span: other.node.wordSpan,
      related: [{ span: first.node.wordSpan, message: 'The first of the other kind stands here' }],
    };
  },
};
