import { readOctalMode, symbolicMode } from '../../values/octal-mode.ts';
import { readOwnership } from '../ownership.ts';
import { readings } from '../version.ts';
import { inDirectives } from './alike.ts';
import type { LogrotateRule } from './define.ts';

export const openMode: LogrotateRule = {
  id: 'logrotate-open-mode',
  severity: 'warning',
  summary: 'A log or folder that everybody may write to, or a mode that is decimal in disguise',
  why: 'A log that others may write to can be filled, forged or replaced. A mode without read and write for its owner is mostly a slip.',
  story:
    'A log was created 0666 so that two daemons could write to it. So could a stolen account of the shop, and the traces of the break-in were gone.',
  bad: '/var/log/app.log {\n    create 0666 root adm\n}\n',
  good: '/var/log/app.log {\n    create 0640 root adm\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    const version = readings(settings)[0] as string;
    yield* inDirectives(tree, ['ownership'], function* ({ item: directive }) {
      // What nearly all say is right in every release.
      if (directive.value === undefined || /^0?6[0246][04](?: |$)/.test(directive.value.text)) return;
      const word = readOwnership(directive.value, version, false).mode;
      // Digits with something else right behind them are no mode, which another rule says.
      if (word === undefined || /^\S/.test(directive.value.text.slice(word.text.length))) return;
      const mode = readOctalMode(word.text);
      if (mode === undefined) return;
      const folder = directive.name.text === 'createolddir';
      if ((mode & 0o002) !== 0 && (mode & 0o1000) === 0) {
        yield {
          message: `\`${word.text}\` (${symbolicMode(mode)}) lets everybody write to the ${folder ? 'folder' : 'log'}`,
          span: word.span,
        };
      } else if (!folder && mode !== 0 && (mode & 0o600) !== 0o600) {
        yield {
          severity: 'info',
          message: `\`${word.text}\` (${symbolicMode(mode)}) does not let its owner read and write the log`,
          span: word.span,
        };
      } else if (!folder && (mode & 0o111) !== 0) {
        yield { severity: 'info', message: `\`${word.text}\` (${symbolicMode(mode)}) makes the log executable`, span: word.span };
      }
    });
  },
};
