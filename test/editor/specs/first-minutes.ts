import { deepStrictEqual, ok } from 'node:assert';
import type { Page } from 'playwright-core';
import { lens, picturesOf, runCommand, type SpecContext } from './spec-window.ts';

export const name = 'nothing is offered where it cannot work, and the first minutes are led';

/** The commands of ours that the palette offers, once there are any. */
async function offered(page: Page): Promise<readonly string[]> {
  const end = Date.now() + 60_000;
  for (;;) {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    await input.fill('>Opsbook:');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows
      .filter({ hasText: /Opsbook|No matching/ })
      .first()
      .waitFor();
    const labels = (await rows.locator('.label-name').allInnerTexts()).map((label) => label.replace(/\u00a0/g, ' '));
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    const ours = labels.filter((label) => label.startsWith('Opsbook: ')).map((label) => label.slice('Opsbook: '.length));
    if (ours.length > 0) return [...new Set(ours)].sort();
    // Extensions are read a little after the window is there.
    if (Date.now() > end) throw new Error('the palette offers none of our commands');
    await page.waitForTimeout(200);
  }
}

/** A folder without runbooks, the walkthrough, a new runbook, and what a report would hold. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({
    files: { 'notes.md': '# Notes\n\nNothing to run.\n' },
    file: 'notes.md',
    size: { width: 1300, height: 1100 },
    userSettings: { 'opsbook.sshConfig': '/tmp/nowhere' },
  });
  const { page } = window;
  await page.locator('.view-line', { hasText: 'Nothing to run' }).waitFor();
  deepStrictEqual(await offered(page), ['New Runbook', 'Open a Runbook…']);

  await runCommand(page, 'Welcome: Open Walkthrough...');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Runbooks that check and run themselves' }).first().click();
  await page.locator('.getting-started-step', { hasText: 'Write a runbook' }).first().waitFor();
  await page.waitForTimeout(700);
  await picturesOf(window, 'walkthrough');
  await page.locator('.getting-started-step', { hasText: 'Write a runbook' }).locator('a.monaco-button, .monaco-button').first().click();
  await lens(page, 'Fix on sandbox').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  const now = await offered(page);
  for (const words of ['Run This Runbook', 'Plan This Block', 'Ask Hosts…', 'Report Issue…']) ok(now.includes(words), now.join(' | '));
  for (const words of [
    'Cancel the Run',
    'Run Again Where It Failed',
    'Copy the Run as Markdown',
    'Run This Plan',
    'Export the Run…',
    'Try a Message',
    'Choose Which Daemon',
  ])
    ok(!now.some((title) => title.startsWith(words)), now.join(' | '));
  await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
  await page.waitForTimeout(700);
  await window.picture('first-minutes-light');

  // What a report would hold: versions, counts and names of settings; no path, no host, no value.
  await runCommand(page, 'Opsbook: Report Issue…');
  await page.locator('.view-line', { hasText: 'settings that are not as they come: opsbook.sshConfig' }).waitFor();
  const shown = (await page.locator('.editor-container .view-line').allInnerTexts()).join('\n').replace(/\u00a0/g, ' ');
  ok(/opsbook \d+\.\d+\.\d+, /.test(shown) && /runbooks: 1; checks: 1/.test(shown), shown);
  ok(!/nowhere|\/tmp|What is to be done|sandbox|127\.0\.0\.1/.test(shown) && /remote: a server;/.test(shown), shown);
  await picturesOf(window, 'report-issue');
}
