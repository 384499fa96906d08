import type { InForce } from '../tree.ts';
import type { LogrotateRule } from './define.ts';

export const globTakesRotated: LogrotateRule = {
  id: 'logrotate-glob-takes-rotated',
  severity: 'warning',
  summary: 'A pattern that takes the rotated logs too',
  why: 'Rotated logs get `.1`, `.gz` or a date at their end and stay in the folder; a pattern that ends in `*` takes them as logs of their own at the next run, and rotates them again and again (logrotate(8), "Please use wildcards with caution"). `olddir`, or an ending in the pattern, avoids it.',
  story:
    'The pattern `/var/log/app/*` took `app.log.1` as a log too and made `app.log.1.1` of it. After two weeks the folder held a hundred thousand files, and `ls` did not come back.',
  bad: '/var/log/app/* {\n    daily\n    rotate 7\n}\n',
  good: '/var/log/app/*.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    for (const scope of tree.inForce) {
      if (!scope.stanza.logs.some((log) => log.text.includes('*'))) continue;
      const olddir = scope.get('olddir');
      if (olddir?.name.text === 'olddir') continue;
      const rotate = scope.get('rotate');
      if (rotate?.value?.text === '0') continue;
      const ending = scope.get('addextension')?.value?.text ?? scope.get('extension')?.value?.text ?? endOfDate(scope);
      for (const log of scope.stanza.logs) {
        if (ending === undefined && !log.text.endsWith('*')) continue;
        const name = log.text.slice(log.text.lastIndexOf('/') + 1);
        const open = /(^|[^\\])\*$/.test(name);
        const moved = ending !== undefined && /\*[^*?[\]]*$/.test(name) && name.endsWith(ending);
        if (!open && !moved) continue;
        const compressed = scope.flag('compress') === true && scope.flag('delaycompress') !== true;
        if (moved && compressed) continue;
        yield {
          message: moved
            ? `\`${name}\` takes the rotated logs too: they end in \`${ending}\` as well; \`olddir\` keeps them apart`
            : `\`${name}\` takes the rotated logs too, so they are rotated again; an ending (\`*.log\`) or \`olddir\` keeps them apart`,
          span: log.span,
        };
      }
    }
  },
};

/** The literal end of the names that `dateformat` gives (`.log` of `-%Y%m%d.log`); undefined where it ends in a part of the date. */
function endOfDate(scope: InForce): string | undefined {
  if (scope.flag('dateext') !== true) return undefined;
  const end = /%[A-Za-z]([^%]+)$/.exec(scope.get('dateformat')?.value?.text ?? '')?.[1];
  return end === undefined || !end.includes('.') ? undefined : end.slice(end.indexOf('.'));
}
