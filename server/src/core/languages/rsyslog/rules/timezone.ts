import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { stringOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const timezone: LanguageRule<Tree> = {
  id: 'rsyslog-timezone',
  severity: 'error',
  summary: 'The offset of a `timezone()` is not of the form +hh:mm',
  why: 'rsyslogd refuses another form (`addTimezone` in runtime/timezones.c): the zone is not known, and time stamps that name it are read wrongly.',
  story: '`offset="+1"` was refused. Messages that named the zone were read as UTC, and the time line of the incident was an hour off.',
  bad: 'timezone(id="CET" offset="+1")\n',
  good: 'timezone(id="CET" offset="+01:00")\n',
  *check({ tree }): Iterable<Report> {
    for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'timezone')) {
      const value = enabled ? stringOf(node, 'offset') : undefined;
      if (value === undefined || value.quote === '`' || /^[+-][0-9]{2}:[0-9]{2}$/.test(value.text)) continue;
      yield { message: `\`${value.text}\` is no offset: \`+hh:mm\` or \`-hh:mm\` was expected, like \`-07:00\``, span: value.span };
    }
  },
};
