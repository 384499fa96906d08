import { mayMeet } from '../runbook/host-places.ts';
import { blockFacts } from './between.ts';
import { pathPatterns } from './path-patterns.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** logrotate makes a log for one account, and rsyslog writes it as another. */
export const logOwner: RunbookRule = {
  id: 'runbook-log-owner',
  severity: 'warning',
  summary: 'The owner or group that logrotate’s `create` gives a log differs from the one that rsyslog gives it',
  why: 'rsyslogd sets `fileOwner` and `fileGroup` only on a file that it makes itself (`prepareFile` in tools/omfile.c). After a rotation logrotate’s `create` has made it already, so the owner changes with the first rotation: who could read the log before cannot any more, or rsyslogd without privileges cannot write it.',
  story:
    'The log belonged to `syslog:adm`, as the rule said, and the people in `adm` read it. On Sunday night logrotate made the new one `root:root`. On Monday nobody could read it, and rsyslogd, which had given up its privileges, wrote nothing.',
  bad: '---\nrunbook:\n---\n\n```rsyslog {file=/etc/rsyslog.d/10-app.conf reload=r}\naction(type="omfile" file="/mnt/app.log" fileOwner="syslog" fileGroup="adm")\n```\n\n```sh {name=r}\nsystemctl restart rsyslog\n```\n\n```logrotate {file=/etc/logrotate.d/app}\n/mnt/app.log {\n  create 0640 root root\n  missingok\n}\n```\n',
  good: '---\nrunbook:\n---\n\n```rsyslog {file=/etc/rsyslog.d/10-app.conf reload=r}\naction(type="omfile" file="/mnt/app.log" fileOwner="syslog" fileGroup="adm")\n```\n\n```sh {name=r}\nsystemctl restart rsyslog\n```\n\n```logrotate {file=/etc/logrotate.d/app}\n/mnt/app.log {\n  create 0640 syslog adm\n  missingok\n}\n```\n',
  *check({ project, document, runbook }) {
    const rotated = [...blockFacts(document, runbook, ['rotatesFile'])].filter(({ fact }) => fact.detail?.['create'] !== undefined);
    if (rotated.length === 0) return;
    const rotating = pathPatterns(rotated.map((one) => [one.fact.name, one] as const));
    for (const { fact, block, span } of blockFacts(document, runbook, ['writesFile'])) {
      if (fact.space !== 'path') continue;
      const other = rotating(fact.name).find((one) => mayMeet(runbook, block, one.block, project.inventory));
      if (other === undefined) continue;
      for (const [key, what] of [
        ['owner', 'owner'],
        ['group', 'group'],
      ] as const) {
        const gives = other.fact.detail?.[key];
        const writes = fact.detail?.[key];
        if (gives === undefined || writes === undefined || gives === writes || /^\d/.test(gives) !== /^\d/.test(writes)) continue;
        yield {
          span: other.span,
          message: `After a rotation \`${fact.name}\` has the ${what} \`${gives}\`, and rsyslog makes it with \`${writes}\``,
          related: [{ span, message: `rsyslog writes it here, with the ${what} \`${writes}\`` }],
        };
        break;
      }
    }
  },
};
