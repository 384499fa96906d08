import { blockFacts } from './between.ts';
import { pathPatterns } from './path-patterns.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Files in `/var/log` that the shipped configurations of logrotate rotate for rsyslog: Debian's and the Red Hat family's. */
const shipped =
  /^\/var\/log\/(?:syslog|messages|maillog|secure|spooler|boot\.log|cron|debug|(?:mail|kern|auth|user|cron|daemon|lpr)\.log|mail\.(?:info|warn|err))$/;

/** A log that an rsyslog block writes and no logrotate block rotates. */
export const notRotated: RunbookRule = {
  id: 'runbook-not-rotated',
  severity: 'hint',
  summary: 'A file that an rsyslog block writes, and that no logrotate block rotates',
  why: 'A log that nobody rotates grows until the disk is full. Files that the shipped configuration of logrotate names (`/var/log/syslog` and its like), devices and pipes are no such case, nor is a file that another runbook or file of the same project rotates.',
  story:
    'A rule gave a noisy service a file of its own under `/mnt/log`, which no pattern of logrotate reached. It took eight months until the disk was full, and by then nobody remembered the rule.',
  bad: '---\nrunbook:\n---\n\n```rsyslog {file=/etc/rsyslog.d/10-app.conf reload=r}\nlocal0.* /mnt/log/app.log\n```\n\n```sh {name=r}\nsystemctl restart rsyslog\n```\n',
  good: '---\nrunbook:\n---\n\n```rsyslog {file=/etc/rsyslog.d/10-app.conf reload=r}\nlocal0.* /mnt/log/app.log\n```\n\n```sh {name=r}\nsystemctl restart rsyslog\n```\n\n```logrotate {file=/etc/logrotate.d/app}\n/mnt/log/*.log {\n  weekly\n  rotate 4\n  missingok\n}\n```\n',
  *check({ project, document, runbook }) {
    const written = [...blockFacts(document, runbook, ['writesFile'])].filter(
      ({ fact }) =>
        fact.space === 'path' && fact.name.startsWith('/') && !/^\/(?:dev|proc|run)\//.test(fact.name) && !shipped.test(fact.name),
    );
    if (written.length === 0) return;
    const rotated: (readonly [string, true])[] = [];
    for (const other of project.documents.values())
      for (const unit of other.units)
        for (const fact of unit.parsed.facts) if (fact.kind === 'rotatesFile') rotated.push([fact.name, true]);
    const rotating = pathPatterns(rotated);
    const told = new Set<string>();
    for (const { fact, span } of written) {
      if (told.has(fact.name) || rotating(fact.name).length > 0) continue;
      told.add(fact.name);
      yield { span, message: `No logrotate block rotates \`${fact.name}\`: it grows until the disk is full` };
    }
  },
};
