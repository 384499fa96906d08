/// <reference lib="dom" />
import { ok, strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agree, frameWith, lens, quickOpen, runCommand, type SpecContext } from './spec-window.ts';

export const name = 'a runbook is a preview and a notebook too';

const runbook = `---
title: Room on the disk
runbook:
  hosts: sandbox
---

# Room on the disk

Is there room?

\`\`\`sh {name=has-room check=true}
printf '\\033[32mplenty\\033[0m\\n'
\`\`\`

\`\`\`text {name=motd file=/etc/motd replace=true sudo=true}
<b>Room</b>
\`\`\`
`;

/** What the preview shows of a block, and a notebook that changes only what was edited. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({ files: { 'room.runbook.md': runbook }, file: 'room.runbook.md', size: { width: 1400, height: 900 } });
  const { page, folder } = window;
  await lens(page, 'Check on sandbox').waitFor({ timeout: 60_000 });

  await runCommand(page, 'Markdown: Open Preview to the Side');
  const preview = await frameWith(page, '.opsbook-block');
  const labels = await preview.locator('.opsbook-labels').allInnerTexts();
  ok(
    labels.some((text) => text.includes('check') && text.includes('has-room') && text.includes('on sandbox')),
    labels.join(' | '),
  );
  ok(
    labels.some((text) => text.includes('/etc/motd') && text.includes('as root')),
    labels.join(' | '),
  );
  // The lines of the front matter stand as they were written.
  strictEqual(await preview.locator('.frontmatter code').evaluate((code) => getComputedStyle(code).whiteSpace), 'pre-wrap');
  await page.waitForTimeout(500);
  await window.picture('preview-light');
  await runCommand(page, 'View: Close All Editors');

  await quickOpen(page, 'room.runbook.md');
  await lens(page, 'Check on sandbox').waitFor();
  await runCommand(page, 'View: Reopen Editor With...');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Opsbook Notebook' }).click();
  const cell = page.locator('.notebook-editor .code-cell-row', { hasText: 'plenty' }).first();
  await cell.locator('.view-line', { hasText: 'plenty' }).first().waitFor({ timeout: 60_000 });
  await cell.hover();
  await cell.locator('.run-button-container .action-label').first().click();
  await agree(page);
  const output = await frameWith(page, '.output_container :text("plenty")');
  ok((await output.locator('.output_container').allInnerTexts()).join(' ').includes('sandbox'));
  await page.waitForTimeout(500);
  await window.picture('notebook-light');

  // One word more in the check's cell, saved: the rest of the file keeps its bytes.
  await cell.locator('.view-line').first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' # seen');
  await page.keyboard.press('Control+s');
  const path = join(folder, 'room.runbook.md');
  const wanted = runbook.replace("\\n'\n", "\\n' # seen\n");
  const end = Date.now() + 20_000;
  // A file that is being written is empty for a moment.
  while (readFileSync(path, 'utf8') !== wanted && Date.now() < end) await page.waitForTimeout(100);
  strictEqual(readFileSync(path, 'utf8'), wanted);
}
