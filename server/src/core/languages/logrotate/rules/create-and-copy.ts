import { inStanzas } from './alike.ts';
import { type LogrotateRule, removeLine } from './define.ts';

/** logrotate.c, rotateSingleLog: the log is created anew only if neither copy nor copytruncate is set. */
export const createAndCopy: LogrotateRule = {
  id: 'logrotate-create-and-copy',
  severity: 'warning',
  summary: '`create` beside `copytruncate` or `copy`',
  why: 'With `copytruncate` or `copy` the old log stays in place, so `create` has no effect: its mode and owner are never set (logrotate.c, rotateSingleLog).',
  story:
    '`create 0640 root adm` was added so that auditors could read the log. Beside `copytruncate` it never happens; the mode stayed as it was, and the audit failed.',
  bad: '/var/log/app.log {\n    copytruncate\n    create 0640 app adm\n}\n',
  good: '/var/log/app.log {\n    copytruncate\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    yield* inStanzas(tree, function* ({ own }) {
      const create = own.get('create');
      if (create?.name.text !== 'create') return;
      for (const slot of ['copytruncate', 'copy']) {
        const copy = own.get(slot);
        if (copy === undefined || copy.name.text !== slot) continue;
        yield {
          message: `\`create\` has no effect: with \`${slot}\` the log stays where it is, with its mode and owner`,
          span: create.span,
          related: [{ span: copy.name.span, message: `\`${slot}\` stands here` }],
          tags: ['unnecessary'],
          fixes: [removeLine(text, create, false), removeLine(text, copy, false)],
        };
        break;
      }
    });
  },
};
