import { changes } from './steps/changes.ts';
import { commandsOf, shellSteps } from './steps/step-commands.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A check that changes what it should only look at. */
export const checkChanges: RunbookRule = {
  id: 'runbook-check-changes',
  severity: 'warning',
  summary: 'A check that changes the host',
  why: 'A check is safe at any time: it is run before the repair and after it, again by `retries`, by people who only want to look, and on hosts where nothing is wrong. One that restarts, installs or deletes does so each time.',
  story:
    'A check ended in `systemctl restart haproxy && systemctl is-active haproxy`, to be sure. With `retries=10` it cut all connections ten times, and only then was the symptom found elsewhere.',
  bad: '---\nrunbook:\n---\n\n```sh {name=up check=true}\nsystemctl restart haproxy\nsystemctl is-active haproxy\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {name=up check=true}\nsystemctl is-active haproxy\n```\n',
  *check(context) {
    for (const { block, script } of shellSteps(context)) {
      if (block.options.check !== true) continue;
      const functions = new Set(script.functions.map(({ name }) => name));
      for (const { command, run, span } of commandsOf(block, script)) {
        if (functions.has(run.name ?? '') || !changes(run, command)) continue;
        yield {
          span,
          message: `A check only looks, and \`${run.name ?? 'this'}\` here changes the host; a step without \`check\` was expected for it`,
        };
        break;
      }
    }
  },
};
