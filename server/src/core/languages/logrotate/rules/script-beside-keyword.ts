import type { LogrotateRule } from './define.ts';

export const scriptBesideKeyword: LogrotateRule = {
  id: 'logrotate-script-beside-keyword',
  severity: 'info',
  summary: 'Shell stands on the line of `postrotate` or its like',
  why: 'logrotate takes the rest of the line into the script, but the manual says that the keyword stands alone, and other readers of the file (editors, augeas) miss the command.',
  story:
    'The command stood on the line of `postrotate`. It worked until a tool that manages the files wrote them anew as it had understood them, without it.',
  bad: '/var/log/app.log {\n    postrotate systemctl reload app\n    endscript\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n    postrotate\n        systemctl reload app\n    endscript\n}\n',
  *check({ tree }) {
    for (const { item: directive } of tree.taking('script')) {
      const inline = directive.script?.inline;
      if (inline === undefined) continue;
      yield {
        message: `This is run as the first line of the script; \`${directive.name.text}\` is meant to stand alone on its line`,
        span: inline,
      };
    }
  },
};
