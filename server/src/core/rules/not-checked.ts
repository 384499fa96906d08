import type { ReadBlock } from '../runbook/parse-runbook.ts';
import type { ShellScript } from '../shell/tree.ts';
import { changes } from './steps/changes.ts';
import { commandsOf, shellSteps } from './steps/step-commands.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A change that nobody looks at afterwards. */
export const notChecked: RunbookRule = {
  id: 'runbook-not-checked',
  severity: 'info',
  summary: 'A step that changes the host, and no check comes after it',
  why: 'A step that ends with 0 has not failed; whether the service answers again is another question. A check behind the change (`check=true`, named by its `then` or `fixes`, or the next block) asks it, and the run says `fixed` or `failed` and not only `ok`.',
  story:
    'The repair restarted the daemon, and `systemctl` ended well. The daemon died two seconds later on its new configuration. The run said `ok`; the customers said so first.',
  bad: '---\nrunbook:\n---\n\n```sh {name=restart sudo=true}\nsystemctl restart haproxy\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {name=restart sudo=true then=up}\nsystemctl restart haproxy\n```\n\n```sh {name=up check=true}\nsystemctl is-active haproxy\n```\n',
  *check(context) {
    const { runbook } = context;
    // A page that is a runbook by some fences alone shows other commands too, which nobody runs.
    if (!runbook.byContent || runbook.byFencesOnly) return;
    const last = runbook.blocks.findLastIndex(({ options, kind }) => options.check === true && kind !== 'plain');
    const reloads = new Set(runbook.blocks.flatMap(({ options }) => options.reload ?? []));
    let unseen: ReturnType<typeof lastChange>;
    for (const { block, script } of shellSteps(context)) {
      const { options } = block;
      if (block.index < last || options.check === true || options.undoes !== undefined || options.excludeFromRunAll === true) continue;
      if (options.then !== undefined || options.fixes !== undefined || options.expect !== undefined || reloads.has(block.name)) continue;
      unseen = lastChange(block, script) ?? unseen;
    }
    // One mistake is one problem: the last change is the one to look at.
    if (unseen !== undefined)
      yield { span: unseen, message: 'This changes the host, and no check comes after it; a step with `check=true` was expected' };
  },
};

/** Programs that end with something else than 0 where what they look at is not well. */
const looks = new Set([
  'test',
  '[',
  'grep',
  'curl',
  'wget',
  'ping',
  'nc',
  'dig',
  'getent',
  'pgrep',
  'cmp',
  'diff',
  'findmnt',
  'mountpoint',
  'sshd',
  'nginx',
  'haproxy',
  'apachectl',
  'apache2ctl',
]);

function lastChange(block: ReadBlock, script: ShellScript) {
  let found: { readonly start: number; readonly end: number } | undefined;
  for (const { command, run, span } of commandsOf(block, script)) {
    if (changes(run, command)) found = span;
    else if (looks.has(run.name ?? '') || (run.name === 'systemctl' && /^(is-|status)/.test(run.values[0] ?? ''))) found = undefined;
  }
  return found;
}
