import { inheritedSettings } from '../inherited-settings.ts';
import { inStanzas } from './alike.ts';
import type { LogrotateRule } from './define.ts';

/** Which setting each of these needs to have any effect. */
const needs: Readonly<Record<string, string>> = {
  dateformat: 'dateext',
  dateyesterday: 'dateext',
  datehourago: 'dateext',
  shredcycles: 'shred',
  createolddir: 'olddir',
  mailfirst: 'mail',
};

export const uselessOption: LogrotateRule = {
  id: 'logrotate-useless-option',
  severity: 'info',
  summary: 'A directive that only says how another one works, which is not set here',
  why: '`dateformat` without `dateext`, `createolddir` without `olddir` and the like do nothing. What they need may be set in the file that includes this one.',
  story:
    '`dateformat` was tuned with care, `dateext` was never set. The logs went on being called `.1`, and the job that collected them by date found none.',
  bad: '/var/log/app.log {\n    daily\n    dateformat -%Y-%m-%d\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    dateext\n    dateformat -%Y-%m-%d\n    missingok\n    notifempty\n}\n',
  *check({ tree, facts, closed }) {
    const elsewhere = inheritedSettings(facts);
    yield* inStanzas(tree, function* (scope) {
      for (const [slot, need] of Object.entries(needs)) {
        const directive = scope.own.get(slot);
        if (directive === undefined || directive.name.text.startsWith('no') || directive.name.text === 'maillast') continue;
        const needed = scope.get(need);
        if ((needed?.name.text ?? elsewhere.get(need)?.directive) === need) continue;
        yield {
          ...(needed !== undefined || closed ? { severity: 'warning' as const } : {}),
          message: `\`${directive.name.text}\` has no effect without \`${need}\`, which is ${needed === undefined ? 'not set in this file' : `taken back by \`${needed.name.text}\``}`,
          span: directive.span,
        };
      }
    });
  },
};
