import { inheritedSettings } from '../inherited-settings.ts';
import type { LogrotateRule } from './define.ts';

export const sharedScripts: LogrotateRule = {
  id: 'logrotate-shared-scripts',
  severity: 'hint',
  summary: 'A script runs once for each of many logs',
  why: 'Without `sharedscripts` `prerotate` and `postrotate` run for each log that is rotated: a daemon is told ten times to reopen ten logs. A script that looks at `$1` needs it so.',
  story:
    'One wildcard matched sixty virtual hosts, so the web server was reloaded sixty times within a second each night, and each time it dropped connections.',
  bad: '/var/log/app/*.log {\n    daily\n    postrotate\n        systemctl reload app\n    endscript\n}\n',
  good: '/var/log/app/*.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n    sharedscripts\n    postrotate\n        systemctl reload app\n    endscript\n}\n',
  *check({ tree, text, facts }) {
    if (inheritedSettings(facts).has('sharedscripts')) return;
    for (const scope of tree.inForce) {
      if (scope.get('sharedscripts') !== undefined) continue;
      const many = scope.stanza.logs.length > 1 || scope.stanza.logs.some((log) => /[*?[]/.test(log.text));
      if (!many) continue;
      for (const name of ['prerotate', 'postrotate']) {
        const script = scope.own.get(name);
        if (script?.script === undefined) continue;
        const shell = text.slice(script.script.body.start, script.script.body.end);
        if (shell.trim() === '' || /\$\{?[12@*]/.test(shell)) continue;
        const at = script.span.start;
        let start = at;
        while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
        yield {
          message: `\`${name}\` runs once for each log of this stanza; with \`sharedscripts\` once for all`,
          span: script.name.span,
          fixes: [
            {
              title: 'Add `sharedscripts`',
              certain: false,
              edits: [{ span: { start: at, end: at }, text: `sharedscripts\n${text.slice(start, at)}` }],
            },
          ],
        };
      }
    }
  },
};
