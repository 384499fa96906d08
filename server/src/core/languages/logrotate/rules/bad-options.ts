import { inDirectives } from './alike.ts';
import { consequence, type LogrotateRule } from './define.ts';

/** popt's poptParseArgvString on the rest of the line (config.c, readConfigFile: "invalid compression options"). */
export const badOptions: LogrotateRule = {
  id: 'logrotate-bad-options',
  severity: 'error',
  summary: 'Options of the compression program that cannot be split into words',
  why: 'The options are split like words of a shell; a backslash at the end makes logrotate refuse them. An `=` behind the keyword and an open quote pass, and become part of the words.',
  story:
    'A backslash at the end of `compressoptions` was left from a line that used to go on. From then on no log of that stanza was compressed or rotated.',
  bad: '/var/log/app.log {\n    compressoptions -9 \\\n}\n',
  good: '/var/log/app.log {\n    compress\n    compressoptions -9\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    yield* inDirectives(tree, ['arguments'], function* ({ item: directive, stanza }) {
      if (directive.value === undefined) return;
      const { text, span } = directive.value;
      const bare = text.replace(/\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'/g, '');
      if (bare.endsWith('\\'))
        yield { message: `A backslash at the end of the options makes nothing plain; ${consequence(stanza !== undefined)}`, span };
      else if (text.startsWith('=')) {
        yield {
          severity: 'warning',
          message: '`compressoptions` takes no `=`: it is handed to the compression program as part of its options',
          span: { start: span.start, end: span.start + 1 },
          fixes: [{ title: 'Remove `=`', certain: true, edits: [{ span: { start: span.start, end: span.start + 1 }, text: '' }] }],
        };
      } else if (/["']/.test(bare)) {
        yield { severity: 'warning', message: 'A quote in the options is opened and not closed', span };
      } else if (/(^|\s)#/.test(bare)) {
        yield { severity: 'warning', message: 'A comment behind the options is handed to the compression program as more of them', span };
      }
    });
  },
};
