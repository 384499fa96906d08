import type { LogrotateRule } from './define.ts';

export const strayBrace: LogrotateRule = {
  id: 'logrotate-stray-brace',
  severity: 'error',
  summary: 'A closing brace stands where no stanza is open',
  why: 'logrotate leaves out the rest of the file (config.c, readConfigFile: "unexpected }").',
  story: 'A stanza was deleted, its closing brace was not. Everything below it was no longer rotated, and the file looked tidy.',
  bad: '/var/log/app.log {\n    daily\n}\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    for (const { item: junk } of tree.junk) {
      if (junk.reason !== 'stray-brace') continue;
      yield {
        message: '`}` closes nothing: no stanza is open here; logrotate leaves out the rest of the file',
        span: junk.span,
        fixes: [{ title: 'Remove `}`', certain: false, edits: [{ span: junk.span, text: '' }] }],
      };
    }
  },
};
