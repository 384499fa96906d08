import { ok, strictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSshd } from './real-sshd.ts';
import { agree, lens, pane, quickOpen, runCommand, type SpecContext } from './spec-window.ts';
import { until } from './waiting.ts';

export const name = 'menus do what they say: fixes, records, terminals, keys, logs, and two runs at once';

const runbook = (title: string): string => `---
title: ${title}
runbook:
  hosts: web1
  symptoms:
    - match: '${title.split(' ')[1]} (?<number>\\d+) is gone'
  inputs:
    number: { description: which one, pattern: '^\\d+$' }
---

# ${title}

\`\`\`sh {name=there check=true}
false
\`\`\`

${'Words.\n\n'.repeat(30)}
\`\`\`sh {name=back fixes=there}
true
\`\`\`
`;

const slow = (title: string): string => `---
title: ${title}
runbook:
  hosts: web1
---

\`\`\`sh {name=slow}
echo began
sleep 30
\`\`\`
`;

/** Opens the menu of a row and takes an entry. */
async function fromMenu(page: Page, row: ReturnType<Page['locator']>, entry: string): Promise<void> {
  await row.click({ button: 'right' });
  const found = page.locator('.monaco-menu').getByText(entry, { exact: true });
  await found.waitFor();
  // A menu that has just opened takes no click yet.
  await page.waitForTimeout(400);
  await found.click();
}

/** What stands in menus and is not done in any other spec is done here, in the window. */
export async function spec({ open }: SpecContext): Promise<void> {
  const sshd = await startSshd('web1');
  sshd.trust();
  try {
    const { page, folder, env, picture } = await open({
      files: {
        'disk.runbook.md': runbook('The disk fills up'),
        'one.runbook.md': slow('The first waits'),
        'two.runbook.md': slow('The second waits'),
        'opsbook.yaml': 'hosts:\n  web1: {}\n',
        'notes.txt': 'nothing\nNov 21 03:12:44 web1: disk 7 is gone\n',
      },
      file: 'disk.runbook.md',
      size: { width: 1400, height: 950 },
      // What a terminal shows can be read where it is no canvas.
      userSettings: { 'opsbook.sshConfig': sshd.config, 'terminal.integrated.gpuAcceleration': 'off' },
    });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await lens(page, 'Check on web1').waitFor({ timeout: 60_000 });
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
    const runs = pane(page, 'Runs').locator('.monaco-list-row');

    // A line that is no log's, and a file, lead to their runbook, and fill its input.
    await quickOpen(page, 'notes.txt');
    await page.locator('.view-line', { hasText: 'disk 7 is gone' }).click();
    await runCommand(page, 'Opsbook: Find the Runbook for This Line');
    await page.locator('.tab.active', { hasText: 'disk.runbook.md' }).waitFor();
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'Opsbook: Find the Runbook for This File…');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await page.locator('.quick-input-widget', { hasText: 'Find the Runbook for This File' }).waitFor();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'notes.txt' }).first().click();
    await page.locator('.tab.active', { hasText: 'disk.runbook.md' }).waitFor();

    // A red check leads to what mends it.
    await runCommand(page, 'Testing: Focus on Test Explorer View');
    const tests = page.locator('.test-explorer .monaco-list-row');
    await tests.filter({ hasText: 'The disk fills up' }).click();
    await page.keyboard.press('ArrowRight');
    const check = tests.filter({ hasText: 'there' }).first();
    await check.hover();
    await check.locator('a[aria-label^="Run Test"]').click();
    await page.locator('.quick-input-widget', { hasText: 'which one' }).waitFor();
    strictEqual(await input.inputValue(), '7');
    await page.keyboard.press('Enter');
    await agree(page, 'Check');
    await check.locator('.codicon-testing-failed-icon').waitFor({ timeout: 60_000 });
    await fromMenu(page, check, 'Open the Fix');
    await page.locator('.view-line', { hasText: 'name=back' }).first().waitFor();
    await page.waitForTimeout(500);
    await picture('fix-of-a-check-light');

    // Two runs at once: one is cancelled, the other goes on.
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
    for (const [file, title] of [
      ['one.runbook.md', 'The first waits'],
      ['two.runbook.md', 'The second waits'],
    ] as const) {
      await quickOpen(page, file);
      await lens(page, 'Run on web1').waitFor();
      await runCommand(page, 'Opsbook: Run This Runbook');
      await agree(page, 'Run');
      await runs.filter({ hasText: new RegExp(`${title}.*running`) }).waitFor({ timeout: 60_000 });
    }
    await page.locator('.statusbar-item', { hasText: '2 runs' }).waitFor();
    await picture('two-runs-light');
    await fromMenu(page, runs.filter({ hasText: 'The first waits' }), 'Cancel the Run');
    await runs.filter({ hasText: /The first waits.*cancelled/ }).waitFor({ timeout: 30_000 });
    ok((await runs.filter({ hasText: /The second waits.*running/ }).count()) === 1);
    await fromMenu(page, runs.filter({ hasText: 'The second waits' }), 'Cancel the Run');
    await runs.filter({ hasText: /The second waits.*cancelled/ }).waitFor({ timeout: 30_000 });

    // What a run left: a text for a ticket, and its record.
    await fromMenu(page, runs.filter({ hasText: 'The first waits' }), 'Copy the Run as Markdown');
    const end = Date.now() + 10_000;
    let copied = '';
    while (!copied.startsWith('## The first waits') && Date.now() < end) copied = await page.evaluate(() => navigator.clipboard.readText());
    ok(copied.startsWith('## The first waits\n') && copied.includes('began'), copied);
    await fromMenu(page, runs.filter({ hasText: 'The first waits' }), 'Open the Record of the Run');
    await page.locator('.tab.active', { hasText: 'events.jsonl' }).waitFor();

    // A run of the command line shows up by itself.
    writeFileSync(join(folder, 'shell.runbook.md'), '---\ntitle: By hand\nrunbook:\n  hosts: local\n---\n\n```sh {name=a}\ntrue\n```\n');
    const { status, stderr } = spawnSync(process.execPath, ['dist/opsbook.cjs', 'run', join(folder, 'shell.runbook.md'), '--yes'], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    strictEqual(status, 0, stderr);
    await runs
      .first()
      .filter({ hasText: /By hand.*done/ })
      .waitFor({ timeout: 30_000 });

    // A host: a terminal on it, and its key is forgotten.
    const host = pane(page, 'Hosts').locator('.monaco-list-row', { hasText: /^web1/ });
    await fromMenu(page, host, 'Open a Terminal There');
    await page.locator('.terminal-wrapper.active .xterm, .terminal-wrapper .xterm').first().waitFor();
    await page.keyboard.type('echo "on $((40 + 2))"\n');
    await page.locator('.terminal-wrapper .xterm-rows', { hasText: 'on 42' }).first().waitFor({ timeout: 30_000 });
    await picture('host-terminal-light');
    ok(sshd.knownHosts().includes('127.0.0.1'));
    await fromMenu(page, host, 'Forget the Host Key…');
    await agree(page, 'Forget the Key');
    await until(
      'the end of the key',
      () => sshd.knownHosts().trim(),
      (text) => text === '',
    );
  } finally {
    sshd.stop();
  }
}
