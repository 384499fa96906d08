import { atLeast, judgingVersion } from '../version.ts';
import { inDirectives } from './alike.ts';
import { consequence, type LogrotateRule } from './define.ts';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** `bad weekly directive` of config.c, readConfigFile: the only values for which the whole file is dropped, from a stanza too. */
export const badWeekday: LogrotateRule = {
  id: 'logrotate-bad-weekday',
  severity: 'error',
  summary: '`weekly` or `monthly` is followed by something that is no day',
  why: '`weekly` takes a number from 0 (Sunday) to 7 (each seven days) and nothing else, no name, no comment; otherwise logrotate leaves out the whole rest of the file. `monthly` takes no value in any release.',
  story: '`weekly monday` was meant kindly. logrotate knows days only as numbers, and left out the rest of the file.',
  bad: '/var/log/app.log {\n    weekly monday\n}\n',
  good: '/var/log/app.log {\n    weekly 1\n    rotate 4\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    yield* inDirectives(tree, ['weekday', 'monthday'], function* ({ item: directive, stanza }) {
      const argument = directive.record?.argument;
      const { value } = directive;
      if (value === undefined) {
        if (directive.blanksAtEnd !== true) return;
        yield {
          message: '`weekly` is followed by blanks and no line end: logrotate takes them for its day and leaves out the file',
          span: directive.name.span,
        };
        return;
      }
      const { text, span } = value;
      const number = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
      if (argument === 'monthday') {
        if (!atLeast(judgingVersion(settings), 'next')) {
          yield {
            message: `\`monthly\` takes no value in any release so far, and \`${text}\` is no directive; ${consequence(stanza !== undefined)}`,
            span,
          };
        } else if (!(number >= 0 && number <= 31)) {
          yield { message: `\`${text}\` is no day of a month: a number from 0 to 31 was expected`, span };
        }
        return;
      }
      if (number >= 0 && number <= 7) return;
      const named = days.indexOf(text.slice(0, 3).toLowerCase());
      const comment = /^#/.test(text);
      yield {
        message: comment
          ? 'A comment behind `weekly` is taken for its weekday; logrotate leaves out the rest of the file'
          : `\`${text}\` is no weekday: a number from 0 (Sunday) to 7 (each seven days) was expected; logrotate leaves out the rest of the file`,
        span,
        ...(named >= 0 ? { fixes: [{ title: `Change it to \`${named}\``, certain: true, edits: [{ span, text: `${named}` }] }] } : {}),
      };
    });
  },
};
