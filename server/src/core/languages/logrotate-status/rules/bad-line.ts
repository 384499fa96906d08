import { lost, type StatusRule } from './define.ts';

/** STATEFILE_BUFFER_SIZE of logrotate.c is twice PATH_MAX and 16; `fgets` is given one less, and keeps one for the end. */
const longest = 2 * 4096 + 16 - 2;

export const badLine: StatusRule = {
  id: 'logrotate-status-bad-line',
  severity: 'error',
  summary: 'A line is not a log and a date',
  why: 'Each line is one path, in quotes if it holds blanks, and a date of at least year, month and day (logrotate.c, readState: "bad line", "line too long"). logrotate stops at the first line that is not, ends with status 1, and writes the file anew without what stood below.',
  story:
    'A disk ran full while logrotate wrote its state. The next run stopped at the half line and forgot every log below it, so all of those began their week anew.',
  bad: 'logrotate state -- version 2\n"/var/log/my app.log" 2026-1-5-0:0:3\n/var/log/my other.log 2026-1-5-0:0:3\n',
  good: 'logrotate state -- version 2\n"/var/log/my app.log" 2026-1-5-0:0:3\n',
  *check({ tree, text }) {
    for (const { span, bytes, ended, entry } of tree.lines) {
      const line = text.slice(span.start, span.end);
      if (bytes > longest || (!ended && entry !== undefined)) {
        yield {
          message:
            bytes > longest
              ? `The line has ${bytes} bytes, at most ${longest} are read ("line too long"): ${lost}`
              : 'The line end behind the last line is missing: logrotate refuses it ("line too long")',
          span,
          ...(bytes > longest
            ? {}
            : { fixes: [{ title: 'End the line', certain: true, edits: [{ span: { start: span.end, end: span.end }, text: '\n' }] }] }),
        };
        continue;
      }
      if (entry !== undefined) continue;
      const bare = /^(\s*)(\/[^"'\\]*\s[^"'\\]*?)(\s+\d{4}-\d+-\d+\S*\s*)$/.exec(line);
      const path = bare === null ? undefined : { start: span.start + (bare[1] ?? '').length, end: span.end - (bare[3] ?? '').length };
      yield {
        message: `${/^\s*#/.test(line) ? 'A state file has no comments' : 'A path and a date were expected (`"/var/log/app.log" 2026-1-5-0:0:0`)'}: ${lost}`,
        span,
        ...(path === undefined
          ? {}
          : { fixes: [{ title: 'Put the path in quotes', certain: false, edits: [{ span: path, text: `"${bare?.[2]}"` }] }] }),
      };
    }
  },
};
