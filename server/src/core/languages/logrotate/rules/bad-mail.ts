import { inDirectives } from './alike.ts';
import { consequence, type LogrotateRule } from './define.ts';

/** config.c, readAddress. */
export const badMail: LogrotateRule = {
  id: 'logrotate-bad-mail',
  severity: 'error',
  summary: 'A mail address with a blank or a character outside of ASCII',
  why: '`mail` takes one address of printable ASCII without blanks: no second one, no comment (config.c, readAddress: "bad mail address").',
  story:
    'A second address was put behind the first with a comma and a blank. The stanza was left out, so nobody got the mail and the log was kept by nobody.',
  bad: '/var/log/app.log {\n    mail root, ops@example.org\n}\n',
  good: '/var/log/app.log {\n    mail ops@example.org\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    yield* inDirectives(tree, ['address'], function* ({ item: directive, stanza }) {
      if (directive.value === undefined) return;
      const { text, span } = directive.value;
      if (/^[!-~]+$/.test(text)) return;
      yield {
        message: `\`${text}\` is no address for \`mail\`: one address without blanks was expected, and nothing behind it; ${consequence(stanza !== undefined)}`,
        span,
      };
    });
  },
};
