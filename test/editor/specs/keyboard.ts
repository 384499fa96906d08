/// <reference lib="dom" />
import { strictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSshd } from './real-sshd.ts';
import { lens, pane, runCommand, type SpecContext } from './spec-window.ts';
import { painted } from './waiting.ts';

export const name = 'every view is walked by keyboard alone, and says what it shows';

const runbook = (folder: string): string => `---
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

\`\`\`text {name=note file=${folder}/note replace=true}
full
\`\`\`

\`\`\`sh {name=who on-failure=continue confirm="Really ask them?"}
echo same
test "$OPSBOOK_HOST" != web3 || { echo but here; exit 4; }
\`\`\`
`;

/** What a screen reader says of what has the focus: its accessible name, that of the active row in a list or a tree. */
function heard(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const row = active?.getAttribute('aria-activedescendant');
    const element = row ? document.getElementById(row) : active;
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  });
}

/** Waits until that is said; fails with what was said instead. */
async function hears(page: Page, what: RegExp, milliseconds = 30_000): Promise<string> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const said = await heard(page);
    if (what.test(said)) return said;
    if (Date.now() > end) throw new Error(`${what} was expected; what has the focus says ${JSON.stringify(said)}`);
    await page.waitForTimeout(25);
  }
}

/** Presses a key until what has the focus says so, each time when the last press has shown; fails with all that was said on the way. */
async function walk(page: Page, key: string, what: RegExp, most = 40): Promise<string> {
  const way: string[] = [];
  for (let count = 0; count <= most; count++) {
    const said = await heard(page);
    way.push(said);
    if (what.test(said)) return said;
    await page.keyboard.press(key);
    const end = Date.now() + 1500;
    while ((await heard(page)) === said && Date.now() < end) await page.waitForTimeout(15);
  }
  throw new Error(`${key} does not lead to ${what}: ${way.join(' | ')}`);
}

/** Opens the menu of what has the focus, and takes an entry of it. */
async function fromMenu(page: Page, entry: string): Promise<void> {
  const menu = page.locator('.monaco-menu');
  await page.keyboard.press('Shift+F10');
  await menu.getByText(entry, { exact: true }).waitFor();
  await walk(page, 'ArrowDown', new RegExp(`^${entry}$`), 8);
  await page.keyboard.press('Enter');
  await menu.waitFor({ state: 'detached' });
}

async function quickOpen(page: Page, file: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.keyboard.type(file);
  await hears(page, new RegExp(`^${file}`));
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: file }).waitFor();
}

/** Goes to the first row of a view that has a row with these words. */
async function focusView(page: Page, title: string, row: string | RegExp): Promise<void> {
  const view = pane(page, title);
  await runCommand(page, `Opsbook: Focus on ${title} View`);
  await view.locator('.monaco-list-row', { hasText: row }).first().waitFor({ timeout: 60_000 });
  // A view that had no rows yet gave the focus to nothing.
  if ((await view.locator('.monaco-list:focus').count()) === 0) await runCommand(page, `Opsbook: Focus on ${title} View`);
  await view.locator('.monaco-list:focus').waitFor();
  await page.keyboard.press('Home');
}

/** Answers a question by its button, which is reached by the Tab key where it has not the focus yet. */
async function answer(page: Page, question: RegExp, button: string): Promise<void> {
  await page.locator('.monaco-dialog-box', { hasText: question }).waitFor({ timeout: 60_000 });
  await walk(page, 'Tab', new RegExp(`^${button}$`), 6);
  await page.keyboard.press('Enter');
}

/** What each view is for is done in it, with its rows told in words; no pointer is touched. */
export async function spec({ open }: SpecContext): Promise<void> {
  const sshd = await startSshd('web1 web2 web3');
  sshd.trust();
  try {
    const window = await open({
      files: {
        'disk.runbook.md': '',
        'opsbook.yaml': 'hosts:\n  web1: {}\n  web2: {}\n  web3: {production: true}\ngroups:\n  web: web[1-3]\n',
        // What makes the folder concern us while the runbook is not written.
        'other.runbook.md': '# Nothing to run\n',
      },
      file: 'opsbook.yaml',
      size: { width: 1400, height: 1000 },
      userSettings: { 'opsbook.sshConfig': sshd.config, 'editor.accessibilitySupport': 'on' },
    });
    const { page, folder } = window;
    await page.evaluate(() => {
      const touched = (event: Event): void => {
        if (event.isTrusted) document.documentElement.dataset['touched'] = 'true';
      };
      document.addEventListener('pointerdown', touched, true);
    });
    writeFileSync(join(folder, 'disk.runbook.md'), runbook(folder));
    writeFileSync(join(folder, 'note'), 'room\n');
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').waitFor({ timeout: 60_000 });

    // Runbooks: the runbook, its symptom, its text, its plan.
    await focusView(page, 'Runbooks', 'The disk fills up');
    await walk(page, 'ArrowDown', /^Runbook The disk fills up, .*disk\.runbook\.md/);
    await page.keyboard.press('ArrowRight');
    await page.locator('.monaco-list-row', { hasText: 'No space left on device' }).waitFor();
    await walk(page, 'ArrowDown', /^Symptom No space left on device, \/var\/log\/syslog/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'disk.runbook.md' }).waitFor();
    await lens(page, 'Check on web[1-3]').waitFor({ timeout: 60_000 });
    await focusView(page, 'Runbooks', 'The disk fills up');
    await walk(page, 'ArrowDown', /^Runbook The disk fills up/);
    await fromMenu(page, 'Plan This Runbook');

    // The plan: what a file is now and would be, and the run.
    await page.locator('.tab.active', { hasText: '.plan' }).waitFor({ timeout: 60_000 });
    await lens(page, 'Compare with what is there').waitFor();
    await hears(page, /disk\.runbook\.plan/);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('web[1-3]: changed');
    await page.keyboard.press('Escape');
    await runCommand(page, 'Show CodeLens Commands for Current Line');
    await hears(page, /Compare with what is there/);
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'now ↔ planned' }).waitFor();
    await page.keyboard.press('Control+PageUp');
    await page.locator('.tab.active', { hasText: '.plan' }).waitFor();
    await hears(page, /disk\.runbook\.plan/);
    await page.keyboard.press('Control+Alt+Enter');
    await answer(page, /Run “The disk fills up”/, 'Run');
    await page.locator('.quick-input-widget', { hasText: 'This run touches production' }).waitFor();
    await page.keyboard.type('web3');
    await page.keyboard.press('Enter');
    await answer(page, /Really ask them\?/, 'Yes');

    // Runs: the outcome in words at each level, what a group answered, two answers compared.
    await focusView(page, 'Runs', 'The disk fills up');
    await hears(page, /^Run of The disk fills up, failed, /, 60_000);
    await walk(page, 'ArrowDown', /^Block has-room, (2 ok, 1 symptom|1 symptom, 2 ok)/);
    await page.keyboard.press('ArrowRight');
    await walk(page, 'ArrowDown', /^web2, symptom/);
    await walk(page, 'ArrowDown', /^Block who, /);
    await walk(page, 'ArrowDown', /^web\[1-2\], 2 hosts, ok, same/);
    await walk(page, 'ArrowDown', /^web3, failed, .*but here/);
    await fromMenu(page, 'Compare What They Answered');
    await page.locator('.tab.active', { hasText: 'web[1-2] ↔ web3' }).waitFor();
    await focusView(page, 'Runs', 'The disk fills up');
    await walk(page, 'ArrowDown', /^web3, failed/);
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'who on web3' }).waitFor();
    await hears(page, /who on web3/);

    // The runbook: what became of a block is in its hover.
    await quickOpen(page, 'disk.runbook.md');
    await hears(page, /disk\.runbook\.md/);
    await page.keyboard.press('Control+g');
    await page.keyboard.type(`${runbook('').split('\n').indexOf('test "$OPSBOOK_HOST" != web2') + 2}`);
    await page.keyboard.press('Enter');
    await painted(page, /symptom/);
    await runCommand(page, 'Show or Focus Hover');
    await page
      .locator('.monaco-hover', { hasText: /web2\W+symptom/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');

    // Hosts: which they are, and whether they can be reached.
    await focusView(page, 'Hosts', '@web');
    await hears(page, /^Group web, 3 hosts/);
    await walk(page, 'ArrowDown', /^Host web3, production, .*who: failed/);
    await walk(page, 'ArrowUp', /^Host web1, /);
    await fromMenu(page, 'See Whether They Can Be Reached');
    await answer(page, /on web1\?/, 'Run');
    await page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await page.locator('.tab.active', { hasNotText: '.plan' }).waitFor();
    await focusView(page, 'Hosts', '@web');
    await walk(page, 'ArrowDown', /^Host web1, /);
    await hears(page, /ask: ok/, 60_000);

    // Checks as tests.
    await runCommand(page, 'Testing: Focus on Test Explorer View');
    await page.locator('.test-explorer .monaco-list-row', { hasText: 'The disk fills up' }).waitFor();
    await page.keyboard.press('Control+;');
    await page.keyboard.press('a');
    await answer(page, /Run this check|Run these/, 'Check');
    await page.locator('.test-explorer .monaco-list-row .codicon-testing-failed-icon').first().waitFor({ timeout: 60_000 });
    await runCommand(page, 'Testing: Focus on Test Explorer View');
    // The filter has the focus; the tests are behind it.
    await walk(page, 'Tab', /^Test Explorer$|The disk fills up/, 8);
    await walk(page, 'ArrowDown', /The disk fills up.*Failed/i, 8);
    await page.keyboard.press('ArrowRight');
    await walk(page, 'ArrowDown', /has-room.*Failed/i);
    await page.keyboard.press('ArrowRight');
    await walk(page, 'ArrowDown', /web1.*Passed/i);

    // The notebook: a cell is run.
    await quickOpen(page, 'disk.runbook.md');
    await hears(page, /disk\.runbook\.md/);
    await runCommand(page, 'View: Reopen Editor With...');
    await page.keyboard.type('Opsbook Notebook');
    await page.keyboard.press('Enter');
    await page.locator('.notebook-editor .code-cell-row').first().waitFor();
    // The front matter, the prose, the check.
    await walk(page, 'ArrowDown', /^markdown cell/, 4);
    await walk(page, 'ArrowDown', /^code cell/, 2);
    await page.keyboard.press('Shift+Enter');
    await answer(page, /Run this block on web\[1-3\]\?[\s\S]*has-room on web\[1-3\]/, 'Run');

    strictEqual(await page.evaluate(() => document.documentElement.dataset['touched']), undefined);
  } finally {
    sshd.stop();
  }
}
