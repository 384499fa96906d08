import { canBeAccount, readOwnership } from '../ownership.ts';
import type { Stanza } from '../tree.ts';
import { readings } from '../version.ts';
import { consequence, type LogrotateRule } from './define.ts';

/** config.c, readConfigFile, `su`: "no user for su", "no group for su", "extra arguments for su". */
export const badAccount: LogrotateRule = {
  id: 'logrotate-bad-su',
  severity: 'error',
  summary: '`su` is not followed by exactly one user and one group',
  why: '`su` takes no mode and no default: user and group have to be named, and both have to exist on the host.',
  story:
    '`su syslog` without a group passed the review. logrotate refused the stanza, and the folder that was made group-writable for it went unrotated.',
  bad: '/var/log/app.log {\n    su root\n}\n',
  good: '/var/log/app.log {\n    su root adm\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    // Quotes around names are taken off from 3.22 on only: the older reading is the stricter one.
    const version = readings(settings)[0] as string;
    // What an earlier `su` has set stays set, at top level for all that follows, in a stanza for the rest of it.
    let global = false;
    let own: { readonly stanza: Stanza | undefined } | undefined;
    for (const { item: directive, stanza } of tree.taking('account')) {
      const what = consequence(stanza !== undefined);
      const inherited = global || (own !== undefined && own.stanza === stanza);
      if (directive.value === undefined) {
        if (!inherited) yield { message: `\`su\` needs a user and a group; ${what}`, span: directive.name.span };
        continue;
      }
      const { user, group, extra } = readOwnership(directive.value, version, true);
      if (extra !== undefined) {
        const comment = directive.value.text.includes('#');
        yield {
          message: `${comment ? 'A comment behind `su` is read as more words' : 'Too many words behind `su`'}: one user and one group were expected; ${what}`,
          span: { start: extra.span.start, end: directive.value.span.end },
        };
        continue;
      }
      if (group === undefined && !inherited) {
        const parts = user === undefined ? null : /^([\w.-]+):([\w.-]+)$/.exec(user.text);
        yield {
          message: `\`su\` needs a group behind the user; ${what}`,
          span: directive.value.span,
          ...(parts === null
            ? {}
            : {
                fixes: [
                  {
                    title: 'Separate user and group',
                    certain: true,
                    edits: [{ span: directive.value.span, text: `${parts[1]} ${parts[2]}` }],
                  },
                ],
              }),
        };
        continue;
      }
      for (const account of [user, group]) {
        if (account === undefined || canBeAccount(account.text)) continue;
        yield { message: `\`${account.text}\` is the name of no user or group; ${what}`, span: account.span };
        break;
      }
      if (group === undefined) continue;
      if (stanza === undefined) global = true;
      else own = { stanza };
    }
  },
};
