import { daysOfMonth } from '../../values/calendar.ts';
import type { StatusDate } from '../tree.ts';
import { lost, type StatusRule } from './define.ts';

/** What the daemon takes, in its order; a year of 1900 and a day of 0 hide earlier faults of its own. */
const limits: readonly (readonly [keyof StatusDate, number, number])[] = [
  ['year', 1970, 2100],
  ['month', 1, 12],
  ['day', 0, 31],
  ['hour', 0, 23],
  ['minute', 0, 59],
  ['second', 0, 59],
];

export const badDate: StatusRule = {
  id: 'logrotate-status-bad-date',
  severity: 'error',
  summary: 'A part of a date is outside of what logrotate takes',
  why: 'Years go from 1970 to 2100 (1900 is taken too), months from 1 to 12, and so on (logrotate.c, readState: "bad year", "bad month" ...). logrotate stops there and forgets all that stands below. A day that its month does not have is taken, and counts as one of the next month (mktime).',
  story:
    'A machine had booted with its clock in 1969. The state kept that year, logrotate stopped reading there, and half of the logs forgot when they were last rotated.',
  bad: 'logrotate state -- version 2\n"/var/log/syslog" 2026-13-5-0:0:3\n',
  good: 'logrotate state -- version 2\n"/var/log/syslog" 2026-12-5-0:0:3\n',
  *check({ tree }) {
    for (const { entry } of tree.lines) {
      if (entry === undefined) continue;
      const { date, dateSpan, path } = entry;
      const bad = limits.find(
        ([part, least, most]) => (date[part] < least || date[part] > most) && !(part === 'year' && date.year === 1900),
      );
      if (bad !== undefined) {
        const [part, least, most] = bad;
        yield {
          message: `The ${part} ${date[part]} of \`${path}\` is none: ${least} to ${most} was expected; ${lost}`,
          span: dateSpan,
        };
        continue;
      }
      const days = daysOfMonth(date.year, date.month);
      if (date.day >= 1 && date.day <= days) continue;
      yield {
        severity: 'warning',
        message:
          date.day === 0
            ? `The day 0 of \`${path}\` counts as the last of the month before`
            : `Month ${date.month} of ${date.year} has ${days} days: the day ${date.day} of \`${path}\` counts as one of the next month`,
        span: dateSpan,
      };
    }
  },
};
