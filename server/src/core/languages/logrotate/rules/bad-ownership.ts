import { readOctalMode } from '../../values/octal-mode.ts';
import { directiveNamed } from '../keywords.ts';
import { canBeAccount, readOwnership } from '../ownership.ts';
import { atLeast, judgingVersion } from '../version.ts';
import { eachDirective } from '../walk.ts';
import { consequence, type LogrotateRule } from './define.ts';

/** config.c, readModeUidGid, for `create` and `createolddir`. */
export const badOwnership: LogrotateRule = {
  id: 'logrotate-bad-ownership',
  severity: 'error',
  summary: 'Mode, owner and group behind `create` or `createolddir` that logrotate does not take',
  why: 'Up to three words: an octal mode, a user and a group. To 3.21 the leading octal digits are the mode; from 3.22 the number of words decides, so that two are always user and group and one is always the mode.',
  bad: '/var/log/app.log {\n    create 0640 root adm # readable for adm\n}\n',
  good: '/var/log/app.log {\n    create 0640 root adm\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    const version = judgingVersion(settings);
    const modern = atLeast(version, '3.22');
    for (const { directive, stanza } of eachDirective(tree)) {
      if (directive.value === undefined || directiveNamed(directive.name.text)?.argument !== 'ownership') continue;
      const name = directive.name.text;
      const what = consequence(stanza !== undefined);
      const { text } = directive.value;
      const end = directive.value.span.end;
      if (text.startsWith('=')) {
        yield {
          message: `\`${name}\` takes no \`=\`: it is read as part of the value; ${what}`,
          span: { start: directive.value.span.start, end },
        };
        continue;
      }
      const first = /^\S+/.exec(text)?.[0] ?? '';
      const numeric = /^[+-]?\d/.test(first);
      const firstSpan = { start: directive.value.span.start, end: directive.value.span.start + first.length };
      const { mode, user, group, extra } = readOwnership(directive.value, version, false);
      if (numeric && first.length >= 3 && readOctalMode(first) === undefined && !/^[0-7]+$/.test(first)) {
        yield { message: `\`${first}\` is no mode: octal digits were expected (\`0640\`); ${what}`, span: firstSpan };
        continue;
      }
      if (/^[ugoa]*[+=-][rwxXst]+|^[r-][w-][x-][rwx-]{6}$/.test(first)) {
        yield { message: `\`${first}\` is no mode: logrotate takes octal digits only (\`0640\`); ${what}`, span: firstSpan };
        continue;
      }
      if (extra !== undefined) {
        const comment = extra.text.startsWith('#') || text.includes('#');
        yield {
          message: comment
            ? `A comment behind \`${name}\` is read as more words, at most three are taken (mode, owner, group); ${what}`
            : `Too many words behind \`${name}\`: mode, owner and group were expected; ${what}`,
          span: { start: extra.span.start, end },
        };
        continue;
      }
      if (mode !== undefined && readOctalMode(mode.text) === undefined) {
        const high = /^[0-7]+$/.test(mode.text);
        if (modern && mode.text === first && !high) {
          yield {
            message: `One word behind \`${name}\` is its mode from 3.22 on, and \`${mode.text}\` is no octal number; write owner and group, or mode, owner and group`,
            span: mode.span,
          };
          continue;
        }
        yield {
          severity: 'warning',
          message: `\`${mode.text}\` is no mode a file can have: octal digits up to \`7777\` were expected`,
          span: mode.span,
        };
      }
      if (modern && user !== undefined && mode === undefined && /^[0-7]{3,4}$/.test(user.text)) {
        yield {
          message: `Two words behind \`${name}\` are owner and group from 3.22 on, so \`${user.text}\` is no mode here; write mode, owner and group`,
          span: directive.value.span,
        };
        continue;
      }
      for (const account of [user, group]) {
        if (account === undefined || canBeAccount(account.text)) continue;
        const parts = /^([\w.-]+):([\w.-]+)$/.exec(account.text);
        yield {
          message: `\`${account.text}\` is the name of no user or group${parts === null ? '' : ': owner and group are separated by a blank'}; ${what}`,
          span: account.span,
          ...(parts === null
            ? {}
            : {
                fixes: [
                  { title: 'Separate owner and group', certain: true, edits: [{ span: account.span, text: `${parts[1]} ${parts[2]}` }] },
                ],
              }),
        };
        break;
      }
    }
  },
};
