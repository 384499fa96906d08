import { hookShell } from '../../../shell/hook-reports.ts';
import { scriptsOf } from '../scripts.ts';
import type { LogrotateRule } from './define.ts';

export const scriptSyntax: LogrotateRule = {
  id: 'logrotate-script-syntax',
  severity: 'error',
  summary: 'A script that its shell cannot read',
  why: 'logrotate gives a script to `/bin/sh -c` when it has rotated (logrotate.c, runScript), and `logrotate -d` does not: what the shell refuses is found out at night. The log is rotated then, the daemon goes on writing to the old file, and after a failed `postrotate` the older logs are not compressed.',
  story:
    'A closing quote was lost in a `kill -HUP "$(cat /run/app.pid)`. logrotate’s own test said nothing. Eight weeks later the disk was full of one deleted file that the daemon still held open.',
  bad: '/var/log/app.log {\n    weekly\n    rotate 4\n    missingok\n    notifempty\n    postrotate\n        if [ -f /run/app.pid ]; then\n            kill -HUP "$(cat /run/app.pid)"\n    endscript\n}\n',
  good: '/var/log/app.log {\n    weekly\n    rotate 4\n    missingok\n    notifempty\n    postrotate\n        if [ -f /run/app.pid ]; then\n            kill -HUP "$(cat /run/app.pid)"\n        fi\n    endscript\n}\n',
  *check({ tree, text }) {
    const shell = hookShell();
    for (const script of scriptsOf(tree, text)) yield* shell.reports(script.text, script.place);
  },
};
