import { strictEqual } from 'node:assert';
import { lens, type SpecContext } from './spec-window.ts';

export const name = 'directives are offered while typing in a fence, and nowhere else';

const runbook = `---
runbook:
  hosts: sandbox
---

Prose.

\`\`\`logrotate {name=rule file=/etc/logrotate.d/x}
/var/log/x {
    daily
    
}
\`\`\`
`;

/** What a person sees who types: nothing in prose, directives in a fence; what is chosen is written. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({ files: { 'typing.md': runbook }, file: 'typing.md' });
  const { page } = window;
  await lens(page, 'Install on sandbox').waitFor();
  const suggestions = page.locator('.suggest-widget.visible');
  await page.locator('.view-line', { hasText: 'Prose.' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' missing', { delay: 60 });
  await page.waitForTimeout(1000);
  strictEqual(await suggestions.count(), 0);
  await page.locator('.view-line', { hasText: 'daily' }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type('missi', { delay: 60 });
  await suggestions.locator('.monaco-list-row', { hasText: 'missingok' }).first().waitFor();
  await window.picture('completion-light');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: /^\s*missingok$/ }).waitFor();
}
