import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Tree } from '../syntax/tree.ts';

export const discard: LanguageRule<Tree> = {
  id: 'rsyslog-discard',
  severity: 'info',
  summary: '`~` discards a message',
  why: 'The action `~` is deprecated and makes rsyslogd warn at each start (`parseSelectorAct` in tools/omdiscard.c); `stop` does the same and says what it does.',
  story: 'A `~` from an old file made rsyslogd warn at each start. The warnings were filtered away, and with them the one that mattered.',
  bad: ':msg, contains, "debug" ~\n',
  good: ':msg, contains, "debug" stop\n',
  *check({ tree }): Iterable<Report> {
    for (const node of tree.flat.legacyActions) {
      if (!node.text.startsWith('~')) continue;
      const span = { start: node.span.start, end: node.span.start + 1 };
      yield {
        message: '`~` is deprecated: `stop` does the same',
        span,
        tags: ['deprecated'],
        fixes: [{ title: 'Change to `stop`', certain: true, edits: [{ span, text: 'stop' }] }],
      };
    }
  },
};
