import { atLeast, judgingVersion } from '../version.ts';
import { inStanzas } from './alike.ts';
import type { LogrotateRule } from './define.ts';

/** logrotate.c, prerotateSingleLog: a log whose rotated name exists already is skipped. */
export const dateTwice: LogrotateRule = {
  id: 'logrotate-date-twice',
  severity: 'warning',
  summary: '`dateext` with names that stay the same over two rotations',
  why: 'If a log of that name is there already, logrotate skips the rotation ("destination already exists"). With `hourly` the names need the hour (`%H`), with `size` and `maxsize` a second rotation on one day is skipped unless they hold a time.',
  story:
    'Rotation by size met `dateext`: the second time on one busy day the name was taken, logrotate skipped it, and the log passed 40 GB on exactly the day that somebody needed it.',
  bad: '/var/log/app.log {\n    hourly\n    dateext\n    dateformat -%Y%m%d\n}\n',
  good: '/var/log/app.log {\n    hourly\n    rotate 48\n    dateext\n    dateformat -%Y%m%d%H\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    yield* inStanzas(tree, function* (scope) {
      const dateext = scope.get('dateext');
      if (dateext?.name.text !== 'dateext') return;
      const format = scope.get('dateformat');
      const text = format?.value?.text;
      const criterium = scope.get('criterium')?.name.text;
      const hour = text === undefined ? criterium === 'hourly' && atLeast(judgingVersion(settings), '3.9') : /%[Hs]/.test(text);
      if (hour) return;
      const at = scope.own.get('dateformat') ?? scope.own.get('dateext') ?? scope.own.get('criterium');
      if (at === undefined) return;
      if (criterium === 'hourly' || criterium === 'minutes') {
        yield {
          message: `\`${criterium}\` with names that hold no hour: all but the first rotation of a day are skipped; \`%H\` is needed`,
          span: at.span,
        };
      } else if (criterium === 'size' || scope.get('maxsize') !== undefined) {
        const why = criterium === 'size' ? 'size' : 'maxsize';
        yield {
          severity: 'info',
          message: `Where logrotate is started more than once a day, \`${why}\` may make a log due again, but the name holds the date only: the second rotation is skipped`,
          span: at.span,
        };
      }
    });
  },
};
