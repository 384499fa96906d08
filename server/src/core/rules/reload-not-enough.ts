import { attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import { effectOn } from './steps/service-effect.ts';
import { namedBlocks } from '../runbook/references.ts';
import { filesWithService } from './files-with-service.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A `reload=` that reloads, where only a restart makes the change effective. */
export const reloadNotEnough: RunbookRule = {
  id: 'runbook-reload-not-enough',
  severity: 'warning',
  summary: 'A `reload=` whose step only reloads, where only a restart makes the change effective',
  why: 'rsyslogd reads its configuration once, when it starts. On HUP it closes and opens its files, so that they can be rotated, and reads nothing (rsyslogd(8), SIGNALS).',
  story:
    'The step that `reload=` named sent HUP, which had always been enough for the web server. rsyslogd took it, closed its files, opened them again, and went on by the rules of its last start.',
  bad: '---\nrunbook:\n---\n\n```rsyslog {file=/etc/rsyslog.d/10-app.conf reload=tell}\nlocal0.* /var/log/app.log\n```\n\n```sh {name=tell}\nsystemctl kill -s HUP rsyslog\n```\n',
  good: '---\nrunbook:\n---\n\n```rsyslog {file=/etc/rsyslog.d/10-app.conf reload=tell}\nlocal0.* /var/log/app.log\n```\n\n```sh {name=tell}\nsystemctl restart rsyslog\n```\n',
  *check({ document, runbook }) {
    const named = namedBlocks(runbook);
    for (const { block, service, how } of filesWithService(document, runbook)) {
      const step = block.options.reload === undefined ? undefined : named.get(block.options.reload);
      const at = attributeOf(block, 'reload');
      if (how !== 'restart' || step === undefined || at === undefined || effectOn(document, step, service) !== 'reload') continue;
      yield {
        span: valueSpan(runbook.text, at),
        message: `\`${step.name}\` only reloads \`${service}\`, which reads its configuration when it starts: a restart was expected`,
        related: [{ span: step.infoSpan, message: `\`${step.name}\` is here` }],
      };
    }
  },
};
