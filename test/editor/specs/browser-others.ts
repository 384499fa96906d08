import { deepStrictEqual, strictEqual } from 'node:assert';
import { type BrowserSpecContext, runCommand } from './spec-window.ts';

export const name = 'a browser speaks German, and a workspace that nobody trusts is judged in it';

const runbook = `---
title: Logs of the app
runbook:
  hosts: web1
---

\`\`\`sh {name=look check=true}
true
\`\`\`

\`\`\`logrotate
/var/log/x {
  dailly
}
\`\`\`
`;

/** The words of the extension follow the editor's language; without trust all is read and nothing changes when trust is given, as nothing can run here. */
export async function spec({ openInBrowser }: BrowserSpecContext): Promise<void> {
  const german = await openInBrowser({ files: { 'book.md': runbook }, file: 'book.md', language: 'de' });
  await german.page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await runCommand(german.page, 'Opsbook: Run This Runbook');
  await german.page.locator('.monaco-dialog-box', { hasText: 'Ein Browser kann das nicht ausführen' }).first().waitFor();
  await german.picture('browser-german');
  await german.page.keyboard.press('Escape');

  const { page, picture } = await openInBrowser({
    files: { 'book.md': runbook },
    file: 'book.md',
    trust: true,
    userSettings: { 'security.workspace.trust.startupPrompt': 'never' },
  });
  const restricted = page.locator('.statusbar-item', { hasText: 'Restricted Mode' });
  await restricted.waitFor();
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  strictEqual(await page.locator('.codelens-decoration a').count(), 0);
  await page
    .locator('.activitybar .action-item', { has: page.getByLabel('Opsbook') })
    .first()
    .click();
  await page.locator('.pane-body .monaco-list-row', { hasText: 'Logs of the app' }).first().waitFor();
  await picture('browser-restricted');
  await restricted.click();
  await page.locator('.workspace-trust-editor').getByText('Trust', { exact: true }).first().click();
  await restricted.waitFor({ state: 'hidden' });
  await page.locator('.squiggly-error').first().waitFor();
  // Lenses come with trust or not at all.
  await page.waitForTimeout(1500);
  strictEqual(await page.locator('.codelens-decoration a').count(), 0);
  deepStrictEqual(await page.locator('.notifications-toasts .notification-list-item').allInnerTexts(), []);

  // A repository to be read alone, with names as people give them: judged like another, and what would be written is said to be.
  const readonly = await openInBrowser({
    files: { 'Bücher für alle/etc/logrotate.d/ein log': '/var/log/x {\n  dailly\n}\n' },
    file: 'Bücher für alle/etc/logrotate.d/ein log',
    isReadonly: true,
  });
  await readonly.page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await runCommand(readonly.page, 'Opsbook: Choose Which Daemon Judges This File');
  await readonly.page.locator('.quick-input-list .monaco-list-row', { hasText: '3.21' }).first().click();
  await readonly.page
    .locator('.notifications-toasts .notification-list-item', { hasText: 'opsbook.yaml cannot be written' })
    .first()
    .waitFor();
  await readonly.picture('browser-readonly');
}
