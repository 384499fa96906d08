import { mayMeet } from '../runbook/host-places.ts';
import { attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import { effectOn, namesService } from './steps/service-effect.ts';
import type { ReadBlock } from '../runbook/parse-runbook.ts';
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
    // Each step is read once for each service, however many files it has.
    const speaking = new Map<string, readonly ReadBlock[]>();
    const stepsOf = (service: string): readonly ReadBlock[] => {
      const known = speaking.get(service) ?? runbook.blocks.filter((step) => isStep(step) && namesService(step, service)).reverse();
      speaking.set(service, known);
      return known;
    };
    const restarting = new Map<string, ReadBlock | undefined>();
    for (const { block, service } of filesWithService(document, runbook)) {
      if (block.options.reload !== undefined) continue;
      const at = attributeOf(block, 'file');
      const steps = stepsOf(service);
      const later = steps.some(
        (step) => step.index > block.index && step.options.check !== true && mayMeet(runbook, block, step, project.inventory),
      );
      if (later || at === undefined) continue;
      if (!restarting.has(service))
        restarting.set(
          service,
          steps.findLast((one) => one.kind === 'step' && one.explicitName && effectOn(document, one, service) === 'restart'),
        );
      const step = restarting.get(service);
      yield {
        span: valueSpan(runbook.text, at),
        message: `Nothing makes \`${service}\` read this file: \`reload=\` with the name of a step that does was expected${step === undefined ? '' : `, such as \`reload=${step.name}\``}`,
      };
    }
  },
};

function isStep({ kind }: ReadBlock): boolean {
  return kind === 'step' || kind === 'transcript';
}
