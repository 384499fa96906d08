import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { stringsOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const globalEnvironment: LanguageRule<Tree> = {
  id: 'rsyslog-environment',
  severity: 'error',
  summary: 'An entry of `global(environment=)` is no `NAME=value`',
  why: 'rsyslogd refuses an entry without an equals sign or with a name of more than 127 characters (`do_setenv`, runtime/glbl.c) and sets nothing.',
  story:
    '`environment="http_proxy http://proxy"` lacked the equals sign. Nothing was set, and the output that needed the proxy retried for ever.',
  bad: 'global(environment="http_proxy")\n',
  good: 'global(environment=["http_proxy=http://proxy:3128"])\n',
  *check({ tree }): Iterable<Report> {
    for (const { node, enabled } of objectsOf(tree.flat, ({ word, names }) => word === 'global' && names.has('environment'))) {
      if (!enabled) continue;
      for (const value of stringsOf(node, 'environment')) {
        if (value.quote === '`') continue;
        const equals = value.text.indexOf('=');
        if (equals === -1) yield { message: `\`${value.text.slice(0, 40)}\` sets nothing: \`NAME=value\` was expected`, span: value.span };
        else if (equals > 127) yield { message: 'The name of an environment variable may have 127 characters at most', span: value.span };
      }
    }
  },
};
