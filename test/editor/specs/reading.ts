import { strictEqual } from 'node:assert';
import { lens, runCommand, type SpecContext } from './spec-window.ts';

export const name = 'a runbook is read';

const runbook = `---
title: The web log grows without end
runbook:
  hosts: sandbox
  sudo: true
---

# The web log grows without end

The disk of a web server fills up when nobody rotates its log. Look first:

\`\`\`sh {name=rotated check=true}
test -e /etc/logrotate.d/web
\`\`\`

1. Put the rule in place. It runs each night:

   \`\`\`logrotate {name=rule fixes=rotated file=/etc/logrotate.d/web mode=0644 reload=try}
   # A file for each day, two weeks of them.
   /var/log/web/*.log {
       dailly
       rotate 14
       compress
       delaycompress
       maxsize 100Q
       postrotate
           systemctl reload web || true
       endscript
   }
   \`\`\`

2. See what it would do:

   \`\`\`sh {name=try timeout=30s}
   logrotate --debug /etc/logrotate.d/web 2>&1 | tail -n 3
   \`\`\`
`;

/** Pictures of a runbook with something wrong in it, and of a hover, in a light and a dark theme. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({ files: { 'web-log.md': runbook }, file: 'web-log.md', packed: true });
  const { page } = window;
  await lens(page, 'Plan', 2).waitFor({ timeout: 60_000 });
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  strictEqual(await page.locator('.codelens-decoration').count(), 3);
  // VS Code swallows a space between a lens's icon and its words.
  strictEqual((await lens(page, 'Check on sandbox').textContent())?.[0], '\u00a0');
  // The grammar of the fence reaches into a list item: a directive and its value are not of one colour.
  const classes = await page
    .locator('.view-line', { hasText: 'rotate 14' })
    .locator('span[class^="mtk"]')
    .evaluateAll((spans) => spans.filter(({ textContent }) => textContent?.trim() !== '').map(({ className }) => className.split(' ')[0]));
  strictEqual(new Set(classes).size, 2);
  await page.locator('.pane-header', { hasText: 'Outline' }).click();
  await page.locator('.outline-pane .monaco-list-row', { hasText: 'rotated' }).first().waitFor();
  // The pointer rests where it makes nothing light up.
  await page.mouse.move(900, 860);
  await page.waitForTimeout(700);
  await window.picture('runbook-light');
  await page.locator('.view-line', { hasText: 'dailly' }).locator('span', { hasText: 'dailly' }).last().hover();
  await page.locator('.monaco-hover', { hasText: 'dailly' }).first().waitFor();
  await window.picture('hover-problem-light');
  await page.mouse.move(900, 860);
  const directive = page.locator('.view-line', { hasText: 'delaycompress' }).locator('span', { hasText: 'delaycompress' }).last();
  await directive.hover();
  await page.locator('.monaco-hover', { hasText: 'delaycompress' }).first().waitFor();
  await window.picture('hover-directive-light');
  await runCommand(page, 'Preferences: Toggle between Light/Dark Themes');
  await page.locator('.vs-dark').first().waitFor();
  await page.mouse.move(900, 800);
  await page.waitForTimeout(500);
  await window.picture('runbook-dark');
}
