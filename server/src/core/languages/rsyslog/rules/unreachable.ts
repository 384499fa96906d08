import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Item, Tree } from '../syntax/tree.ts';

export const unreachable: LanguageRule<Tree> = {
  id: 'rsyslog-unreachable',
  severity: 'warning',
  summary: 'A statement stands behind `stop` and is never reached',
  why: '`stop` ends the processing of the message in this ruleset. What stands behind it in the same block is dead; the newest rsyslogd warns about it.',
  story: 'A new rule was appended to the file, behind the `stop` of the one before. It was correct and never reached.',
  bad: 'if $msg contains "x" then {\n  stop\n  action(type="omfile" file="/var/log/x")\n}\n',
  good: 'if $msg contains "x" then {\n  action(type="omfile" file="/var/log/x")\n  stop\n}\n',
  *check({ tree }): Iterable<Report> {
    for (const { items } of tree.flat.lists) {
      const at = items.findIndex((item) => item.kind === 'stop' || (item.kind === 'legacy-action' && item.text.startsWith('~')));
      const next = at === -1 ? undefined : items.slice(at + 1).find(isStatement);
      const stop = items[at];
      if (next === undefined || stop === undefined) continue;
      yield {
        message: 'This is never reached: the message is discarded before it',
        span: 'wordSpan' in next ? next.wordSpan : 'filterSpan' in next ? next.filterSpan : next.span,
        related: [{ span: stop.span, message: 'Processing ends here' }],
        tags: ['unnecessary'],
      };
    }
  },
};

function isStatement(item: Item): boolean {
  return item.kind !== 'object' || item.word === 'action';
}
