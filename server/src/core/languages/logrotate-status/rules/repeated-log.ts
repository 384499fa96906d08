import type { StatusEntry } from '../tree.ts';
import type { StatusRule } from './define.ts';

export const repeatedLog: StatusRule = {
  id: 'logrotate-status-repeated-log',
  severity: 'warning',
  summary: 'A log has two lines',
  why: 'The last line of a log counts, those before it are overwritten as the file is read (logrotate.c, readState and findState). logrotate itself writes one for each.',
  story:
    'Two state files were merged by hand after a move. The last line of each log counts, which was the older one, and everything was rotated a second time.',
  bad: 'logrotate state -- version 2\n"/var/log/syslog" 2026-1-5-0:0:3\n"/var/log/syslog" 2026-1-6-0:0:3\n',
  good: 'logrotate state -- version 2\n"/var/log/syslog" 2026-1-6-0:0:3\n',
  *check({ tree, text }) {
    const seen = new Map<string, StatusEntry & { readonly line: { readonly start: number; readonly end: number } }>();
    for (const { entry, span } of tree.lines) {
      if (entry === undefined) continue;
      const before = seen.get(entry.path);
      seen.set(entry.path, { ...entry, line: span });
      if (before === undefined) continue;
      yield {
        message: `\`${entry.path}\` has a line below too, which counts`,
        span: before.pathSpan,
        tags: ['unnecessary'],
        related: [{ span: entry.pathSpan, message: 'the one that counts' }],
        fixes: [
          {
            title: 'Remove the line',
            certain: false,
            edits: [{ span: { start: before.line.start, end: Math.min(text.length, before.line.end + 1) }, text: '' }],
          },
        ],
      };
    }
  },
};
