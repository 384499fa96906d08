import { ok, strictEqual } from 'node:assert';
import { existsSync } from 'node:fs';
import { agree, lens, nothingNotified, paintedAfter, picturesOf, quickOpen, runCommand, type SpecContext } from './spec-window.ts';

export const name = 'a daemon refuses a file, and its words stand at the line';

const runbook = `---
title: A rule that logrotate does not take
runbook:
  hosts: sandbox
  sudo: true
---

- The rule:

  \`\`\`logrotate {name=rule file=/etc/logrotate.d/opsbook-spec}
  /var/log/opsbook-spec.log {
      rotate many
  }
  \`\`\`
`;

const cannot = `---
title: Nobody sits at its terminal
runbook:
  hosts: sandbox, local
---

\`\`\`sh {name=ask}
echo hello
\`\`\`

\`\`\`sh {name=talk interactive=true}
read -r answer
\`\`\`

\`\`\`sh {name=watch interactive=true background=true hosts=sandbox}
top
\`\`\`
`;

/** logrotate itself judges the candidate on the host: the file is not installed, and what it said is a problem at the block's own line. */
export async function spec({ open }: SpecContext): Promise<void> {
  ok(existsSync('/usr/sbin/logrotate'), 'logrotate is missing on this machine: apt-get install logrotate');
  const window = await open({ files: { 'rule.md': runbook, 'cannot.md': cannot }, file: 'rule.md', size: { width: 1400, height: 1000 } });
  const { page } = window;
  await lens(page, 'Install on sandbox').click();
  await agree(page);
  await page.locator('.panel .view-line', { hasText: 'failed: 1 failed' }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  const [painted = ''] = await paintedAfter(page);
  ok(painted.startsWith("✗ failed · the host's daemon does not accept it; nothing was changed · "), painted);
  await page.locator('.panel .action-label', { hasText: 'Problems' }).click();
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'sandbox' }).first();
  await problem.waitFor();
  ok(/many/.test((await problem.textContent()) ?? ''), (await problem.textContent()) ?? '');
  ok(/Ln 12/.test((await problem.textContent()) ?? ''), (await problem.textContent()) ?? '');
  await picturesOf(window, 'refused');

  // What cannot run is said in the plan, at its lines, before anything else.
  await quickOpen(page, 'cannot.md');
  await lens(page, 'Run on sandbox').waitFor();
  await runCommand(page, 'Opsbook: Plan This Runbook');
  await page.locator('.tab.active', { hasText: /plan/i }).waitFor();
  await page.locator('.view-line', { hasText: 'cannot run' }).first().waitFor({ timeout: 60_000 });
  await page.locator('.editor-actions a[aria-label*="Split Editor"]').waitFor();
  strictEqual(await page.locator('.editor-actions a[aria-label*="Run This Plan"]').count(), 0);
  await picturesOf(window, 'refused-plan');
  // The document says it; a notification would say it twice.
  await nothingNotified(page);
}
