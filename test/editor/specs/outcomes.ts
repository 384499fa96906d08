import { ok, strictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSshd } from './real-sshd.ts';
import { agree, lens, paintedAfter, runCommand, type SpecContext, wear } from './spec-window.ts';
import { painted, until } from './waiting.ts';

export const name = 'outcomes stand in the gutter, unfold what hosts answered, fade when edited, and are found again';

const runbook = (folder: string): string => `---
title: The motto
runbook:
  hosts: web[1-3]
---

\`\`\`sh {name=there check=true}
grep -q twice ${folder}/motto
\`\`\`

\`\`\`text {name=motto fixes=there file=${folder}/motto mode=0644 replace=true}
Look twice
\`\`\`

\`\`\`sh {name=who on-failure=continue}
for i in $(seq 30); do echo "line $i"; done
test "$OPSBOOK_HOST" != web3 || { echo '<b>but</b> [here](http://example.org)'; exit 4; }
\`\`\`
`;

/** How many marks there are in the gutter: they are pictures, drawn by a style. */
const gutter = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.glyph-margin-widgets .cgmr, .margin-view-overlays .cgmr')]
      .map((element) => getComputedStyle(element).backgroundImage)
      .filter((image) => image.startsWith('url("data:image/svg')),
  );

/** A run on three hosts that answer differently; then an edit, another theme, and the window anew. */
export async function spec({ open }: SpecContext): Promise<void> {
  const sshd = await startSshd('web1 web2 web3');
  sshd.trust();
  try {
    const window = await open({
      files: { 'motto.runbook.md': '', motto: 'Look once\n', 'opsbook.yaml': 'hosts:\n  web1: {}\n  web2: {}\n  web3: {}\n' },
      file: 'motto.runbook.md',
      size: { width: 1300, height: 1000 },
      userSettings: { 'opsbook.sshConfig': sshd.config },
    });
    const { page, folder } = window;
    writeFileSync(join(folder, 'motto.runbook.md'), runbook(folder));
    await lens(page, 'Check on web[1-3]').waitFor({ timeout: 60_000 });
    await runCommand(page, 'Opsbook: Run This Runbook');
    await agree(page);
    const outcomes = await painted(page, /failed \(web3\).*just now/);
    ok(outcomes.length === 3, outcomes.join(' | '));
    strictEqual((await gutter(page)).length, 3);
    await runCommand(page, 'View: Hide Panel');

    // What is behind the line, folded: the two that are well together, the third with its words as it printed them.
    await page.keyboard.press('Control+End');
    const line = page.locator('.view-lines span[class*="ced-"]').last();
    const box = await line.boundingBox();
    ok(box !== null);
    // Over the words of the outcome, and not over the fence before them.
    await page.mouse.move(box.x + box.width - 30, box.y + box.height / 2, { steps: 5 });
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'web3' }).first();
    await hover.waitFor();
    const words = (await hover.allInnerTexts()).join('').replace(/\u00a0/g, ' ');
    ok(words.includes('web[1-2] · 2 hosts · ok'), words);
    ok(words.includes('<b>but</b> [here](http://example.org)'), words);
    ok(words.includes('line 30') && !words.includes('line 5\n'), words);
    await window.picture('outcome-hover-light');
    await hover.locator('a', { hasText: 'Show all of it' }).first().click();
    await page.locator('.tab.active', { hasText: 'who on web3' }).waitFor();
    await page.locator('.editor-container .view-line', { hasText: 'line 1' }).first().waitFor();
    await page.locator('.tab', { hasText: 'motto.runbook.md' }).first().click();

    // The files that it installed stand in the Runs view.
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
    const runs = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Runs' }) });
    await runs.locator('.monaco-list-row', { hasText: 'The motto' }).locator('.monaco-tl-twistie').click();
    await runs
      .locator('.monaco-list-row', { hasText: /^motto/ })
      .locator('.monaco-tl-twistie.collapsible.collapsed')
      .first()
      .click({ timeout: 5000 })
      .catch(() => {});
    const groups = runs.locator('.monaco-list-row', { hasText: /fixed$/ });
    await groups.last().locator('.monaco-tl-twistie').click();
    await runs.locator('.monaco-list-row', { hasText: /motto\s*installed/ }).waitFor();
    await window.picture('runs-files-light');

    for (const theme of ['dark', 'contrast', 'contrast-light', 'light'] as const) {
      await wear(page, theme);
      strictEqual((await gutter(page)).length, 3);
      await page.waitForTimeout(700);
      await window.picture(`outcomes-${theme}`);
    }

    // Edited: faded, and it says so. As it was: as before.
    const fresh = await gutter(page);
    await page.locator('.view-line', { hasText: 'Look twice' }).first().click();
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await until(
      'the edited block',
      () => paintedAfter(page),
      (all) => all.filter((text) => text.includes('edited since')).length === 1,
    );
    const faded = await gutter(page);
    strictEqual(faded.filter((image) => !fresh.includes(image)).length, 1);
    await window.picture('outcomes-edited-light');
    await page.keyboard.press('Control+z');
    await until(
      'the block as it was',
      () => paintedAfter(page),
      (all) => all.length === 3 && all.every((text) => !text.includes('edited since')),
    );

    // The window anew: what records know of the blocks is there again, and how long ago it was.
    await page.reload();
    await lens(page, 'Check on web[1-3]').waitFor({ timeout: 60_000 });
    const again = await painted(page, /failed \(web3\)/);
    strictEqual(again.length, 3, again.join(' | '));
    ok(
      again.every((text) => /(just now|min ago)$/.test(text)),
      again.join(' | '),
    );
    strictEqual((await gutter(page)).length, 3);
  } finally {
    sshd.stop();
  }
}
