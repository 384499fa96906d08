import { strictEqual } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSshd } from './real-sshd.ts';
import { agree, lens, runCommand, type SpecContext } from './spec-window.ts';
import { painted } from './waiting.ts';

export const name = 'a run outlives a reload of the window, and can be cancelled';

const runbook = (folder: string): string => `---
runbook:
  hosts: web[1-2]
---

\`\`\`sh {name=slow timeout=5m}
test "$OPSBOOK_HOST" = web2 || exit 0
echo begun >> ${folder}/begun
i=0
until test -e ${folder}/enough; do i=$((i + 1)); echo "turn $i"; sleep 1; done
\`\`\`

\`\`\`sh {name=endless timeout=5m}
sleep 240
\`\`\`
`;

async function start(page: Page, index: number): Promise<void> {
  await lens(page, 'Run on web[1-2]', index).click();
  await agree(page);
}

/** The window is reloaded in mid-run and finds the run again, with all that it printed; then another one is cancelled by its command. */
export async function spec({ open }: SpecContext): Promise<void> {
  const sshd = await startSshd('web1 web2');
  sshd.trust();
  try {
    const window = await open({
      files: { 'slow.runbook.md': '', 'opsbook.yaml': 'hosts:\n  web1: {}\n  web2: {}\n' },
      file: 'slow.runbook.md',
      size: { width: 1400, height: 1250 },
      userSettings: { 'opsbook.sshConfig': sshd.config },
    });
    const { page, folder } = window;
    writeFileSync(join(folder, 'slow.runbook.md'), runbook(folder));
    await lens(page, 'Run on web[1-2]', 1).waitFor();
    await start(page, 0);
    await painted(page, /running on web2/);
    await page.reload();
    await lens(page, 'Run on web[1-2]').waitFor({ timeout: 60_000 });

    // The view has it again: that it runs, how far it is, since when.
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
    const runs = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Runs' }) });
    await runs.locator('.monaco-list-row', { hasText: /slow\.runbook\.md\s*running · 1 of 2 hosts · \d/ }).waitFor({ timeout: 60_000 });
    await runs.locator('.monaco-list-row', { hasText: /web2\s*running · turn \d/ }).waitFor();
    await page.locator('.statusbar-item', { hasText: /slow · 1 of 2 hosts/ }).waitFor();
    await window.picture('reloaded-light');

    writeFileSync(join(folder, 'enough'), '');
    await painted(page, /^✓.*2 ok · /);
    // It was not begun anew.
    strictEqual(readFileSync(join(folder, 'begun'), 'utf8'), 'begun\n');
    await runs.locator('.monaco-list-row', { hasText: /slow\.runbook\.md\s*done · / }).waitFor();

    await start(page, 1);
    await painted(page, /running on web\[1-2\]/);
    await runCommand(page, 'Opsbook: Cancel the Run');
    await painted(page, /cancelled/);
  } finally {
    sshd.stop();
  }
}
