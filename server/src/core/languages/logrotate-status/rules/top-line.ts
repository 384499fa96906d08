import { TOP } from '../parse.ts';
import type { StatusRule } from './define.ts';

export const topLine: StatusRule = {
  id: 'logrotate-status-top-line',
  severity: 'error',
  summary: 'The first line is not the one that logrotate expects',
  why: 'logrotate reads nothing of a state file that does not begin with `logrotate state -- version 1` or `2`, line end and all ("bad top line in state file", logrotate.c, readState). It ends with status 1, takes every log for one that was never rotated, and writes the file anew.',
  story:
    'A line was put in by hand above the first one. The next night no log was rotated, and the dates of all of them had become that night.',
  bad: '# state\n"/var/log/syslog" 2026-1-5-0:0:3\n',
  good: 'logrotate state -- version 2\n"/var/log/syslog" 2026-1-5-0:0:3\n',
  *check({ tree, text }) {
    if (text === '' || tree.version !== undefined) return;
    const line = text.slice(0, tree.top.end);
    const unended = tree.top.end === text.length && (line === `${TOP}1` || line === `${TOP}2`);
    const log = tree.top.end < text.length && /^\s*["'/]/.test(line);
    const edit = unended
      ? { span: { start: text.length, end: text.length }, text: '\n' }
      : { span: log ? { start: 0, end: 0 } : tree.top, text: log ? `${TOP}2\n` : `${TOP}2${tree.top.end === text.length ? '\n' : ''}` };
    yield {
      message: unended
        ? 'The line end behind the top line is missing: logrotate refuses the state file ("bad top line")'
        : line.endsWith('\r')
          ? 'The top line ends in a carriage return: logrotate refuses the state file ("bad top line")'
          : `\`${TOP}2\` was expected on the first line: logrotate refuses the state file ("bad top line")`,
      span: tree.top,
      fixes: [{ title: unended ? 'End the line' : `Write \`${TOP}2\``, certain: unended || line.trim() === `${TOP}2`, edits: [edit] }],
    };
  },
};
