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
  summary: 'A `dateformat` that names no date, or none that can be put in order',
  why: 'Only `%Y %m %d %H %M %S %V %s %z` are replaced, any other `%x` stays as it is, without a word. Which logs are the oldest is read back from their names with the same format (logrotate.c, compGlobResult: strptime), which cannot tell a week, and takes a missing year for the same one.',
  story: '`dateformat -%d%m%Y` sorts the first of every month before all other days. logrotate deleted the wrong logs as the oldest.',
  bad: '/var/log/app.log {\n    dateext\n    dateformat -%Q%F\n}\n',
  good: '/var/log/app.log {\n    dateext\n    dateformat -%Y-%m-%d\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    const version = judgingVersion(settings);
    for (const { item: directive } of tree.named('dateformat')) {
      if (directive.value === undefined) continue;
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
      const letters = new Set([...text.matchAll(/%([YmdVs])/g)].map((match) => match[1] as string));
      if (letters.has('s') || known === 0) continue;
      if (!letters.has('Y')) {
        yield {
          message: 'There is no year in the names: in January `rotate` takes the newest logs for the oldest, and removes them',
          span,
        };
      } else if (letters.has('V') && !letters.has('m') && !letters.has('d')) {
        yield {
          message:
            'A week (`%V`) is not read back from the names, so the logs of one year are in no order, and `rotate` removes any of them',
          span,
        };
      }
    }
  },
};
