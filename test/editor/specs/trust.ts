import { strictEqual } from 'node:assert';
import { lens, type SpecContext } from './spec-window.ts';

export const name = 'an untrusted workspace can look but not run';

const runbook = `---
runbook:
  hosts: sandbox
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

/** Restricted first: problems are shown and nothing can be run. Then trust is granted, and the lenses come without a reload. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({
    files: { 'trust.md': runbook },
    file: 'trust.md',
    trust: true,
    userSettings: { 'security.workspace.trust.startupPrompt': 'never' },
  });
  const { page } = window;
  await page.locator('.squiggly-error').first().waitFor();
  // Lenses come with the problems or not at all.
  await page.waitForTimeout(1500);
  strictEqual(await page.locator('.codelens-decoration').count(), 0);
  await window.picture('restricted');
  await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).click();
  await page.locator('.workspace-trust-editor').getByText('Trust', { exact: true }).first().click();
  await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await lens(page, 'Check on sandbox').waitFor();
}
