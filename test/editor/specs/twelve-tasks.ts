import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSshd } from './real-sshd.ts';
import { agree, lens, pane, quickOpen, runCommand, type SpecContext, type SpecWindow } from './spec-window.ts';
import { until } from './waiting.ts';

export const name = 'twelve tasks, from the package to the record of a rolling fix on five hosts';

const hosts = ['web1', 'web2', 'web3', 'web4', 'web5'];

const rolling = (folder: string): string => `---
title: The worker hangs
runbook:
  hosts: web[1-5]
  rolling: [1, 50%]
  symptoms:
    - match: 'worker (?<worker>\\d+) stopped responding'
  inputs:
    worker:
      description: the number of the worker that hangs
      pattern: '^\\d+$'
---

# The worker hangs

Is it alive?

\`\`\`sh {name=alive check=true}
test -e "${folder}/$OPSBOOK_HOST.alive"
\`\`\`

Start it again:

\`\`\`sh {name=restart fixes=alive}
echo "worker $worker on $OPSBOOK_HOST"
test "$OPSBOOK_HOST" != web4 -o -e ${folder}/repaired || { echo 'the disk is full' >&2; exit 5; }
touch "${folder}/$OPSBOOK_HOST.alive"
\`\`\`
`;

const rotate = '/var/log/worker.log {\n  dailly\n  rotate 7\n}\n';

/** What a user does in the first hour with opsbook, in the editor where the package is installed; a picture of each task. */
export async function spec({ open }: SpecContext): Promise<void> {
  const sshd = await startSshd(hosts.join(' '));
  sshd.trust();
  // What the workers are: a file for each that lives.
  const state = mkdtempSync(join(tmpdir(), 'workers-'));
  let count = 0;
  const task = async (window: SpecWindow, what: string): Promise<void> => {
    // The pointer rests where it makes nothing light up.
    await window.page.mouse.move(700, 940);
    await window.page.waitForTimeout(900);
    await window.picture(`task-${String(++count).padStart(2, '0')}-${what}`);
  };
  try {
    // 1. The package is installed, and the folder opened.
    const window = await open({
      packed: true,
      files: {
        'opsbook.yaml': `hosts:\n${hosts.map((host) => `  ${host}: {}\n`).join('')}groups:\n  web: web[1-5]\n`,
        'etc/logrotate.d/worker': rotate,
        'worker.log': 'start\nNov 21 03:12:44 web2 supervisor: worker 7 stopped responding\n',
      },
      file: 'opsbook.yaml',
      size: { width: 1400, height: 950 },
      userSettings: { 'opsbook.sshConfig': sshd.config },
    });
    const { page, folder } = window;
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').waitFor({ timeout: 60_000 });
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
    await pane(page, 'Hosts').locator('.monaco-list-row', { hasText: '@web' }).waitFor();
    await task(window, 'installed');

    // 2. A new runbook, from the button of the empty view.
    await pane(page, 'Runbooks').locator('a.monaco-button', { hasText: 'New Runbook' }).click();
    await page.locator('.view-line', { hasText: 'What is to be done' }).first().waitFor();
    await task(window, 'new-runbook');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await runCommand(page, 'View: Revert and Close Editor');

    // 3. A file of logrotate is judged, and mended by its quick fix.
    await quickOpen(page, 'worker');
    await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
    await page.locator('.view-line', { hasText: 'dailly' }).click();
    // The editor must know that there is a fix, or the menu closes at once.
    await page.locator('.lightBulbWidget').first().waitFor();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget', { hasText: 'Change it to `daily`' }).waitFor();
    await task(window, 'quick-fix');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: /^\s*daily$/ }).waitFor();
    await page.keyboard.press('Control+s');

    // 4. A line of a log leads to its runbook.
    writeFileSync(join(folder, 'worker.runbook.md'), rolling(state));
    await pane(page, 'Runbooks').locator('.monaco-list-row', { hasText: 'The worker hangs' }).waitFor({ timeout: 60_000 });
    await quickOpen(page, 'worker.log');
    await lens(page, 'The worker hangs').waitFor({ timeout: 60_000 });
    await task(window, 'line-of-a-log');
    await lens(page, 'The worker hangs').click();
    await page.locator('.tab.active', { hasText: 'worker.runbook.md' }).waitFor();

    // 5. The preview shows it as steps.
    await runCommand(page, 'Markdown: Open Preview to the Side');
    await page.locator('.tab.active', { hasText: 'Preview' }).waitFor();
    await page.waitForTimeout(1500);
    await task(window, 'preview');
    await runCommand(page, 'View: Close Editor');
    await page.locator('.tab', { hasText: 'worker.runbook.md' }).click();

    // 6. The plan, with the input filled from the line.
    await lens(page, 'Check on web[1-5]').waitFor({ timeout: 60_000 });
    await runCommand(page, 'Opsbook: Plan This Runbook');
    await page.locator('.quick-input-widget', { hasText: 'the number of the worker' }).waitFor();
    strictEqual(await input.inputValue(), '7');
    await page.keyboard.press('Enter');
    await lens(page, 'Run this plan').waitFor({ timeout: 60_000 });
    await task(window, 'plan');

    // 7. The rolling fix runs: four hosts are mended, one is not.
    await lens(page, 'Run this plan').click();
    await agree(page);
    const runs = pane(page, 'Runs');
    await runs.locator('.monaco-list-row', { hasText: /The worker hangs.*failed/ }).waitFor({ timeout: 120_000 });
    await task(window, 'rolling-fix');

    // 8. What the failing host answered.
    await runs.locator('.monaco-list-row', { hasText: /^web4/ }).last().click();
    await page.locator('.view-line', { hasText: 'the disk is full' }).first().waitFor();
    await task(window, 'answer');

    // 9. Compared with those that are well.
    await runs.locator('.monaco-list-row', { hasText: /^web4/ }).last().click({ button: 'right' });
    const compare = page.locator('.context-view, .monaco-menu').getByText('Compare What They Answered');
    await compare.waitFor();
    // A menu that has just opened takes no click yet.
    await page.waitForTimeout(700);
    await compare.click();
    await page.locator('.tab.active', { hasText: '↔' }).waitFor();
    // That a host names itself is no difference.
    await page.locator('.monaco-diff-editor .view-line', { hasText: 'worker 7 on {host}' }).nth(1).waitFor();
    await page.locator('.monaco-diff-editor .view-line', { hasText: 'the disk is full' }).first().waitFor();
    strictEqual(await page.locator('.monaco-diff-editor .line-delete').count(), 0);
    await task(window, 'compare');

    // 10. The disk is mended by hand, and the rest is run: where it failed, and where the run never came to.
    writeFileSync(join(state, 'repaired'), '');
    await runs
      .locator('.monaco-list-row', { hasText: /The worker hangs.*failed/ })
      .first()
      .click();
    await runCommand(page, 'Opsbook: Run Again Where It Failed');
    await agree(page);
    await runs.locator('.monaco-list-row', { hasText: /The worker hangs.*done/ }).waitFor({ timeout: 120_000 });
    await task(window, 'run-again');
    deepStrictEqual(
      readdirSync(state)
        .filter((file) => file.endsWith('.alive'))
        .sort(),
      hosts.map((host) => `${host}.alive`),
    );

    // 11. All checks of the fleet, in the Testing view.
    await runCommand(page, 'Testing: Focus on Test Explorer View');
    const tests = page.locator('.test-explorer .monaco-list-row', { hasText: 'The worker hangs' });
    await tests.hover();
    await tests.locator('a[aria-label^="Run Test"]').click();
    await page.locator('.quick-input-widget', { hasText: 'the number of the worker' }).waitFor();
    strictEqual(await input.inputValue(), '7');
    await page.keyboard.press('Enter');
    await agree(page, 'Check');
    await page.locator('.test-explorer .monaco-list-row .codicon-testing-passed-icon').first().waitFor({ timeout: 60_000 });
    await tests.click();
    await page.keyboard.press('ArrowRight');
    await page.locator('.test-explorer .monaco-list-row', { hasText: 'alive' }).first().waitFor();
    await task(window, 'checks');
    await runCommand(page, 'View: Hide Panel');

    // 12. The record of the rolling fix, as a document for the post-mortem.
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
    await runs
      .locator('.monaco-list-row', { hasText: /The worker hangs.*failed/ })
      .first()
      .click();
    await runCommand(page, 'Opsbook: Export the Run…');
    await page.locator('.quick-input-widget', { hasText: 'Export the run of' }).waitFor();
    await input.fill('Markdown');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'HTML' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget', { hasText: /Save As|OK/ }).waitFor();
    // VS Code offers a name, a little after the box is there.
    await until(
      'the name that is offered',
      () => input.inputValue(),
      (value) => value.endsWith('.md'),
    );
    await input.fill(join(folder, 'post-mortem.md'));
    await page.locator('.quick-input-widget .quick-input-action, .quick-input-widget a.monaco-button', { hasText: 'OK' }).first().click();
    await page.locator('.tab.active', { hasText: 'post-mortem.md' }).waitFor({ timeout: 60_000 });
    await task(window, 'record');
    const record = readFileSync(join(folder, 'post-mortem.md'), 'utf8');
    ok(record.includes('web4') && record.includes('the disk is full'), record);
    strictEqual(count, 12);
  } finally {
    rmSync(state, { recursive: true, force: true });
    sshd.stop();
  }
}
