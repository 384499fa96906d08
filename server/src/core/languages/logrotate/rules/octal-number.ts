import { readCInteger } from '../../values/c-integer.ts';
import { inDirectives } from './alike.ts';
import type { LogrotateRule } from './define.ts';

export const octalNumber: LogrotateRule = {
  id: 'logrotate-octal-number',
  severity: 'warning',
  summary: 'A number with a leading 0 is read as octal',
  why: 'Counts and sizes go through strtol with base 0: `rotate 010` keeps 8 logs, not 10 (config.c, readConfigFile).',
  story:
    'To keep columns straight somebody wrote `rotate 010`. It is octal: eight logs were kept, and the two that the incident needed were gone.',
  bad: '/var/log/app.log {\n    rotate 010\n}\n',
  good: '/var/log/app.log {\n    rotate 10\n    daily\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    yield* inDirectives(tree, ['count', 'size'], function* ({ item: directive }) {
      if (directive.value === undefined) return;
      const match = /^([+-]?)0+(\d+)/.exec(directive.value.text);
      if (match === null) return;
      const { value, length, base } = readCInteger(directive.value.text);
      const written = `${match[1]}${match[2]}`;
      if (base !== 8 || length !== match[0].length || value.toString() === written.replace('+', '')) return;
      const start = directive.value.span.start;
      const span = { start, end: start + match[0].length };
      yield {
        message: `\`${match[0]}\` begins with 0, so logrotate reads it as octal: ${value}`,
        span,
        fixes: [
          { title: `Change it to \`${written}\``, certain: false, edits: [{ span, text: written }] },
          { title: `Change it to \`${value}\``, certain: false, edits: [{ span, text: value.toString() }] },
        ],
      };
    });
  },
};
