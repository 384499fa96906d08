import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Tree } from '../syntax/tree.ts';

export const bareUsers: LanguageRule<Tree> = {
  id: 'rsyslog-bare-users',
  severity: 'info',
  summary: 'A message goes to users by their bare names',
  why: 'rsyslogd asks to write `:omusrmsg:` in front and says that the bare form will go away (`parseSelectorAct` in tools/omusrmsg.c); and a misspelled statement looks just like it.',
  story:
    'A line that was to say `stop` said `sotp`. rsyslogd took it for a user to write to, discarded nothing, and the debug messages filled the disk.',
  bad: '*.emerg *\n',
  good: '*.emerg :omusrmsg:*\n',
  *check({ tree, text }): Iterable<Report> {
    for (const node of tree.flat.legacyActions) {
      const { action } = node;
      // `NAME=value` is a line of a shell, and told as an error already.
      if (action.kind !== 'users' || action.module !== undefined || /^[ \t]*=/.test(text.slice(node.span.end, node.span.end + 80)))
        continue;
      yield {
        message: `\`${action.target}\` is taken for ${action.target === '*' ? 'all users' : 'users'}: \`:omusrmsg:${action.target}\` says so`,
        span: node.span,
        tags: ['deprecated'],
        fixes: [
          {
            title: 'Write `:omusrmsg:` in front',
            certain: false,
            edits: [{ span: { start: node.span.start, end: node.span.start }, text: ':omusrmsg:' }],
          },
        ],
      };
    }
  },
};
