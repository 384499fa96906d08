import type { LogrotateRule } from './define.ts';

export const missingOpenBrace: LogrotateRule = {
  id: 'logrotate-missing-open-brace',
  severity: 'error',
  summary: 'Log names are not followed by an opening brace',
  why: 'From the first log name on logrotate takes everything up to the next `{` for log names, line ends too; a `}` before it, or none at all, makes it leave out the rest of the file (config.c, parseGlobString).',
  story:
    'The brace went with a deleted comment. logrotate took the directives for names of logs and left out the rest of the file, four stanzas of healthy configuration among it.',
  bad: '/var/log/app.log\n    daily\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    for (const stanza of tree.stanzas) {
      if (stanza.open !== undefined) continue;
      const last = stanza.logs.at(-1)?.span ?? stanza.header;
      yield {
        message: '`{` is missing behind the log names; logrotate leaves out the rest of the file',
        span: last,
        fixes: [{ title: 'Insert `{`', certain: false, edits: [{ span: { start: last.end, end: last.end }, text: ' {' }] }],
      };
    }
  },
};
