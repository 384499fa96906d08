import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const newerSyntax: LanguageRule<Tree> = {
  id: 'rsyslog-newer-syntax',
  severity: 'error',
  summary: 'An operator, object or escape that this version of rsyslogd does not have yet',
  why: 'The grammar grew: `endswith` came with 8.2508, the object `ratelimit()` with 8.2602, the escape `\\xhh` in the parameters of objects with 8.2608. An older rsyslogd stops reading the file there.',
  story:
    '`endswith` was written on a machine with the newest release. The old one stopped reading there, and the rules below it were not in force on half of the fleet.',
  bad: 'if $msg endswith "x" then stop\n',
  good: 'if $msg startswith "x" then stop\n',
  exampleSettings: { rsyslog: { version: '8.2302' } },
  *check({ tree, text, settings }): Iterable<Report> {
    const version = versionOf(settings);
    if (!hasReached(version, '8.2508')) {
      for (const expression of tree.flat.expressions) {
        if (expression.kind === 'binary' && expression.operator === 'endswith')
          yield { message: `\`endswith\` is known since 8.2508: rsyslogd ${version} does not know it`, span: expression.operatorSpan };
      }
    }
    if (!hasReached(version, '8.2602')) {
      for (const { node } of objectsOf(tree.flat, ({ word }) => word === 'ratelimit'))
        yield { message: `\`ratelimit()\` is known since 8.2602: rsyslogd ${version} does not know it`, span: node.wordSpan };
    }
    if (hasReached(version, '8.2608')) return;
    for (const { node } of tree.flat.objects) {
      for (const { value } of node.parameters) {
        for (const string of value === undefined ? [] : value.kind === 'array' ? value.elements : [value]) {
          const inside = text.slice(string.inner.start, string.inner.end);
          for (const found of inside.matchAll(/\\[\s\S]/g)) {
            if (!/^\\x/i.test(found[0])) continue;
            const at = string.inner.start + found.index;
            yield {
              message: `The escape \`${text.slice(at, at + 4)}\` is known here since 8.2608: rsyslogd ${version} refuses it`,
              span: { start: at, end: at + 4 },
            };
          }
        }
      }
    }
  },
};
