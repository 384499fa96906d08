import type { RunbookRule } from './runbook-rule.ts';

/** A config block without `file=`. */
export const configNotInstalled: RunbookRule = {
  id: 'runbook-config-not-installed',
  severity: 'hint',
  summary: 'A block of a configuration language without `file=`: it is judged, and nobody installs it',
  why: 'A run installs blocks with `file=` only. Without it, in a runbook that runs something, the block is an illustration, which is often meant, and then this hint may be switched off.',
  story:
    'The mended rule stood in the runbook for all to see. Everybody ran the runbook, the steps were well, and the rule on the hosts was the old one: the block said nowhere which file it was.',
  bad: '---\nrunbook:\n  hosts: sandbox\n---\n\n```logrotate\n/var/log/app.log {\n  daily\n  missingok\n}\n```\n\n```sh {check=true}\ntest -e /etc/logrotate.d/app\n```\n',
  good: '---\nrunbook:\n  hosts: sandbox\n---\n\n```logrotate {file=/etc/logrotate.d/app}\n/var/log/app.log {\n  daily\n  missingok\n}\n```\n',
  *check({ runbook }) {
    // Where nothing runs the block is an illustration.
    if (!runbook.frontMatter.ours || !runbook.blocks.some(({ kind }) => kind === 'step' || kind === 'file')) return;
    for (const block of runbook.blocks) {
      if (block.kind !== 'config' || !block.closed) continue;
      const start = block.infoSpan.start + (/^\s*/.exec(runbook.text.slice(block.infoSpan.start, block.infoSpan.end))?.[0].length ?? 0);
      yield {
        span: { start, end: Math.min(block.infoSpan.end, start + block.language.length) },
        message: 'This block is judged but not installed: `file=` with its path on the host was expected',
      };
    }
  },
};
