import { atLeast, judgingVersion } from '../version.ts';
import type { LogrotateRule } from './define.ts';

/** What each letter stands for, and the first release that replaces it (logrotate.c, prerotateSingleLog; ChangeLog). */
const specifiers: Readonly<Record<string, string>> = {
  Y: '3.8',
  m: '3.8',
  d: '3.8',
  s: '3.8',
  H: '3.9.0',
  M: '3.9.2',
  S: '3.9.2',
  V: '3.9.2',
  z: '3.22',
};
for (const late of 'GygUWuwj') (specifiers as Record<string, string>)[late] = 'next';

export const dateFormat: LogrotateRule = {
  id: 'logrotate-date-format',
  severity: 'warning',
  summary: 'A `dateformat` that names no date, or one that does not sort by time',
  why: 'Only `%Y %m %d %H %M %S %V %s %z` are replaced, any other `%x` stays as it is, without a word. Old logs are found and removed by sorting the names (logrotate.c, sortGlobResult), so they have to be different each time and to sort by time.',
  bad: '/var/log/app.log {\n    dateext\n    dateformat -%Q%F\n}\n',
  good: '/var/log/app.log {\n    dateext\n    dateformat -%Y-%m-%d\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    const version = judgingVersion(settings);
    for (const { item: directive } of tree.directives) {
      if (directive.name.text !== 'dateformat' || directive.value === undefined) continue;
      const { text, span } = directive.value;
      let known = 0;
      const unknown: { at: number; word: string; since: string | undefined }[] = [];
      for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 2)) {
        const letter = text[at + 1] ?? '';
        const since = specifiers[letter];
        if (since !== undefined && atLeast(version, since)) known++;
        else if (letter !== '%') unknown.push({ at, word: `%${letter}`, since });
      }
      for (const { at, word, since } of unknown) {
        yield {
          message:
            since === undefined
              ? `\`${word}\` stands for nothing in \`dateformat\`: it stays as it is in the name; \`%Y %m %d %H %M %S %V %s %z\` are replaced`
              : `\`${word}\` is replaced from ${since === 'next' ? 'the release after 3.22' : since} on; before it stays as it is in the name`,
          span: { start: span.start + at, end: Math.min(span.end, span.start + at + 2) },
        };
      }
      if (known === 0 && unknown.length === 0) {
        yield { message: `\`${text}\` holds no date: every rotated log would get the same name, and is not rotated again`, span };
      }
      if (/\s/.test(text) || text.includes('/')) {
        const c = text.includes('/') ? '/' : ' ';
        yield {
          message:
            c === '/'
              ? 'A `/` in `dateformat` makes a folder of what stands before it, which is not there'
              : 'A blank in `dateformat`, or a comment behind it, becomes part of the names',
          span,
        };
      }
      const order = [...text.matchAll(/%([Ymd])/g)].map((match) => 'Ymd'.indexOf(match[1] as string));
      if (
        order.some((rank, at) => at > 0 && rank < (order[at - 1] as number)) ||
        (order.length > 0 && order[0] !== 0 && order.includes(0))
      ) {
        yield { message: 'Names in this format do not sort by time (year, month, day): `rotate` removes the wrong logs', span };
      }
    }
  },
};
