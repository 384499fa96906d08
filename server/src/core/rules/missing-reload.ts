import { mayMeet } from '../runbook/host-places.ts';
import { attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import { effectOn, namesService } from './steps/service-effect.ts';
import { filesWithService } from './files-with-service.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A configuration is changed, and nothing makes its daemon read it. */
export const missingReload: RunbookRule = {
  id: 'runbook-missing-reload',
  severity: 'warning',
  summary: 'A configuration is changed, and nothing makes its daemon read it',
  why: 'A daemon reads its configuration when it starts, some also when they are told to. Until then the old one counts, and a mistake in the new one shows at the next reboot. `reload=` names the step that tells it; it runs only where the file changed, and takes the file back if it fails. A later step that speaks of the service is taken for one that does it.',
  story:
    'A rule for rsyslog was installed on forty hosts, and its check, a look at the file, was healthy. Three weeks later a kernel update rebooted them: the rule had a mistake in it, and all forty came up without a log.',
  bad: '---\nrunbook:\n---\n\n```rsyslog {file=/etc/rsyslog.d/10-app.conf}\nlocal0.* /var/log/app.log\n```\n',
  good: '---\nrunbook:\n---\n\n```rsyslog {file=/etc/rsyslog.d/10-app.conf reload=restart}\nlocal0.* /var/log/app.log\n```\n\n```sh {name=restart}\nsystemctl restart rsyslog\n```\n',
  *check({ project, document, runbook }) {
    for (const { block, service } of filesWithService(document, runbook)) {
      if (block.options.reload !== undefined) continue;
      const at = attributeOf(block, 'file');
      const later = runbook.blocks.some(
        (step) =>
          step.index > block.index &&
          (step.kind === 'step' || step.kind === 'transcript') &&
          step.options.check !== true &&
          namesService(step, service) &&
          mayMeet(runbook, block, step, project.inventory),
      );
      if (later || at === undefined) continue;
      const step = runbook.blocks.find((one) => one.kind === 'step' && one.explicitName && effectOn(document, one, service) === 'restart');
      yield {
        span: valueSpan(runbook.text, at),
        message: `Nothing makes \`${service}\` read this file: \`reload=\` with the name of a step that does was expected${step === undefined ? '' : `, such as \`reload=${step.name}\``}`,
      };
    }
  },
};
