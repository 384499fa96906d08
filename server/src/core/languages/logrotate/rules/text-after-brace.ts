import type { LogrotateRule } from './define.ts';

export const textAfterBrace: LogrotateRule = {
  id: 'logrotate-text-after-brace',
  severity: 'error',
  summary: 'Text stands behind the closing brace of a stanza, on its line',
  why: 'Behind `}` logrotate takes only blanks up to the line end, not even a comment (config.c, STATE_DEFINITION_END: "unexpected text after }"), and throws the rest of the line away.',
  story:
    'Two stanzas were joined on one line, `} /var/log/b.log {`. The second one was thrown away with the rest of the line, and `b.log` was the one that grew.',
  bad: '/var/log/app.log {\n    daily\n} # app\n',
  good: '# app\n/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    for (const { item: junk } of tree.junk) {
      if (junk.reason !== 'after-brace') continue;
      const c = text[junk.span.start];
      if (c === '\r') continue;
      const comment = c === '#';
      yield {
        message: comment
          ? 'A comment behind `}` is an error: only blanks may follow on its line'
          : 'Text behind `}` on its line is thrown away: only blanks may follow it',
        span: junk.span,
        fixes: [
          {
            title: 'Move it to a line of its own',
            certain: comment,
            edits: [{ span: { start: blanksBefore(text, junk.span.start), end: junk.span.start }, text: '\n' }],
          },
        ],
      };
    }
  },
};

function blanksBefore(text: string, at: number): number {
  let start = at;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return start;
}
