import type { ReadRunbook } from '../runbook/parse-runbook.ts';
import { dangersOfStep } from './steps/dangers-of-step.ts';
import { shellSteps } from './steps/step-commands.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A step that cannot be taken back, and nobody is asked. */
export const noConfirm: RunbookRule = {
  id: 'runbook-no-confirm',
  severity: 'warning',
  summary: 'A step that reboots, formats, deletes or cuts the network, and nobody is asked',
  why: 'A run goes over many hosts, thirty-two at once. What takes a host down, writes over a disk, deletes a folder of the system or cuts the connection should stop before it does so and name the hosts: `confirm="text"`. A step that reboots says `reboot=true`, which asks, and waits until the host is up again. A change of the network that a `guard` takes back needs no question.',
  story:
    'The last block of a page about kernels was `reboot`, for the one machine it had been written on. A colleague ran the page against a group: eleven hosts went down at the same moment.',
  bad: '---\nrunbook:\n---\n\n```sh {sudo=true}\nsystemctl stop app\nmkfs.ext4 /dev/vdb\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {sudo=true confirm="The data on /dev/vdb is lost"}\nsystemctl stop app\nmkfs.ext4 /dev/vdb\n```\n',
  *check(context) {
    const { runbook } = context;
    for (const { block, script } of shellSteps(context)) {
      const { options } = block;
      if (options.confirm !== undefined || options.excludeFromRunAll === true || options.undoes !== undefined) continue;
      for (const { name, found, span } of dangersOfStep(block, script, runbook.frontMatter)) {
        if (found.kind === 'reboots' && options.reboot === true) continue;
        if (found.kind === 'cuts' && (typeof options.guard === 'number' || guardedReload(runbook, block.name))) continue;
        yield {
          span,
          message: `\`${name}\` ${found.words}${found.words.includes('expected') ? ', or `confirm` on the block' : `, and nobody is asked; ${found.kind === 'reboots' ? '`reboot=true`' : '`confirm`'} on the block was expected`}`,
        };
        // The block needs one question.
        break;
      }
    }
  },
};

/** Whether a file block that is taken back by itself names the step as its `reload`. */
function guardedReload(runbook: ReadRunbook, name: string): boolean {
  return runbook.blocks.some(({ options, language }) => {
    if (options.reload !== name || options.guard === false) return false;
    return options.guard !== undefined || ['interfaces', 'sshd_config'].includes(language.toLowerCase());
  });
}
