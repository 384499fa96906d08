import { ok } from 'node:assert';
import type { Page } from 'playwright-core';
import { lens, paintedAfter, runCommand, type SpecContext } from './spec-window.ts';

export const name = 'a run outlives a reload of the window, and can be cancelled';

const runbook = `---
runbook:
  hosts: sandbox
---

\`\`\`sh {name=slow timeout=2m}
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do echo "turn $i"; sleep 1; done
\`\`\`

\`\`\`sh {name=endless timeout=5m}
sleep 240
\`\`\`
`;

async function until(page: Page, sign: RegExp): Promise<string> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = (await paintedAfter(page)).find((text) => sign.test(text));
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${sign} was not painted; there is: ${(await paintedAfter(page)).join(' | ')}`);
    await page.waitForTimeout(100);
  }
}

async function start(page: Page, index: number): Promise<void> {
  await lens(page, 'Run on sandbox', index).click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
}

/** The window is reloaded in mid-run and finds the run again, with all that it printed; then another one is cancelled by its command. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({ files: { 'slow.md': runbook }, file: 'slow.md' });
  const { page } = window;
  await lens(page, 'Run on sandbox', 1).waitFor();
  await start(page, 0);
  await until(page, /running on sandbox/);
  await page.reload();
  await lens(page, 'Run on sandbox').waitFor({ timeout: 60_000 });
  const outcome = await until(page, /^✓/);
  // It was not begun anew: the whole of it took its fifteen turns.
  ok(/ok · 1[5-9]\.\d s/.test(outcome), outcome);

  await start(page, 1);
  await until(page, /running on sandbox/);
  await runCommand(page, 'Opsbook: Cancel the Run');
  await until(page, /cancelled/);
}
