import { ok } from 'node:assert';
import type { Page } from 'playwright-core';
import { startSshd } from './real-sshd.ts';
import { agree, lens, nothingNotified, pane, quickOpen, runCommand, wear, type SpecContext } from './spec-window.ts';
import { until } from './waiting.ts';

export const name = 'the views show runbooks, hosts, runs and checks';

const runbook = `---
title: The disk fills up
runbook:
  hosts: web[1-3]
  symptoms:
    - match: No space left on device
      file: /var/log/syslog
---

# The disk fills up

\`\`\`sh {name=has-room check=true}
test "$OPSBOOK_HOST" != web2
\`\`\`

\`\`\`sh {name=who}
printf '\\033[32msame\\033[0m everywhere\\n'
test "$OPSBOOK_HOST" != web3 || { echo but here; exit 4; }
\`\`\`
`;

const settings = 'hosts:\n  web1: {}\n  web2: {}\n  web3: {production: true}\n  db1: {}\ngroups:\n  web: web[1-3]\n';

/** The lines of a view, from top to bottom, as they are read aloud. */
async function rows(page: Page, view: string): Promise<readonly string[]> {
  return (await pane(page, view).locator('.monaco-list-row').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
}

/** From the list of runbooks over the production host's name to what each group of hosts answered, and the checks as tests. */
export async function spec({ open }: SpecContext): Promise<void> {
  const sshd = await startSshd('web1 web2 web3');
  sshd.trust();
  try {
    const window = await open({
      files: {
        'disk.runbook.md': runbook,
        'opsbook.yaml': settings,
        'syslog.log': 'quiet\nkernel: write failed: No space left on device\n',
      },
      file: 'disk.runbook.md',
      size: { width: 1500, height: 1000 },
      userSettings: { 'opsbook.sshConfig': sshd.config },
    });
    const { page } = window;
    await lens(page, 'Run on web[1-3]').waitFor({ timeout: 60_000 });
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
    await until(
      'the runbook',
      () => rows(page, 'Runbooks'),
      (lines) => lines.some((line) => line.startsWith('The disk fills up')),
    );
    const hosts = await until(
      'the hosts',
      () => rows(page, 'Hosts'),
      (lines) => lines.length >= 6,
    );
    ok(
      hosts.some((line) => line.startsWith('@web') && line.includes('3 hosts')),
      hosts.join(' | '),
    );
    ok(
      hosts.some((line) => line.startsWith('web3') && line.includes('production')),
      hosts.join(' | '),
    );

    await runCommand(page, 'Opsbook: Run This Runbook');
    await agree(page);
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await page.locator('.quick-input-widget', { hasText: 'This run touches production' }).waitFor();
    await window.picture('production-light');
    await input.fill('web3');
    await page.keyboard.press('Enter');
    const runs = await until(
      'the end of the run',
      () => rows(page, 'Runs'),
      (lines) => lines.some((line) => line.includes('failed') && line.includes('The disk')) && lines.length > 5,
    );
    ok(
      runs.some((line) => line.startsWith('web[1,3]') || line.startsWith('web[1-2]')),
      runs.join(' | '),
    );
    await window.picture('views-light');
    for (const theme of ['dark', 'contrast', 'light'] as const) {
      await wear(page, theme);
      await page.waitForTimeout(700);
      if (theme !== 'light') await window.picture(`views-${theme}`);
    }
    await page.setViewportSize({ width: 760, height: 1000 });
    await page.waitForTimeout(700);
    await window.picture('views-narrow');
    await page.setViewportSize({ width: 1500, height: 1000 });

    await page.locator('.pane', { hasText: 'Runs' }).locator('.monaco-list-row', { hasText: /^web3/ }).last().click();
    await page.locator('.tab.active', { hasText: 'who on web3' }).waitFor();
    await page.locator('.editor-container .view-line', { hasText: 'but here' }).first().waitFor();
    await page.waitForTimeout(500);
    await window.picture('answer-light');

    await runCommand(page, 'Testing: Focus on Test Explorer View');
    const tests = page.locator('.test-explorer .monaco-list-row', { hasText: 'The disk fills up' });
    await tests.waitFor();
    await tests.hover();
    await tests.locator('a[aria-label^="Run Test"]').click();
    await page.locator('.monaco-dialog-box').waitFor({ timeout: 60_000 });
    await window.picture('checks-question-light');
    await agree(page, 'Check');
    await page.locator('.test-explorer .monaco-list-row .codicon-testing-failed-icon').first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(1000);
    await window.picture('checks-light');
    await quickOpen(page, 'syslog.log');
    await lens(page, 'The disk fills up').waitFor();
    await window.picture('log-light');
    await lens(page, 'The disk fills up').click();
    await page.locator('.tab.active', { hasText: 'disk.runbook.md' }).waitFor();
    await nothingNotified(page);
  } finally {
    sshd.stop();
  }
}
