import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { agree, lens, paintedAfter, runCommand, type SpecContext } from './spec-window.ts';
import { painted } from './waiting.ts';

export const name = 'a runbook is planned and run on the practice host';

const runbook = `---
title: A greeting for who logs in
runbook:
  hosts: sandbox
  sudo: true
---

# A greeting for who logs in

Look first whether it is there:

\`\`\`sh {name=greeting-there check=true}
grep -q Welcome /etc/motd
\`\`\`

Put it there:

\`\`\`text {name=greeting fixes=greeting-there file=/etc/motd mode=0644 replace=true}
Welcome. This host is looked after by a runbook.
\`\`\`

Then a word about the host, and something that fails:

\`\`\`sh {name=about}
printf '\\033[31mred\\033[0m %s\\n' "$(uname -s)"
\`\`\`

\`\`\`sh {name=fails on-failure=continue}
echo this went wrong >&2
exit 3
\`\`\`
`;

/** A step by its lens, then the whole runbook: the plan is shown, a person agrees, and what became of it stands beside the blocks. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({ files: { 'greeting.md': runbook }, file: 'greeting.md', size: { width: 1400, height: 1250 } });
  const { page } = window;
  await lens(page, 'Run on sandbox', 1).waitFor();

  // What is refused in the dialog does not run.
  await lens(page, 'Run on sandbox').click();
  await page.locator('.monaco-dialog-box').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await page.locator('.tab.active', { hasText: 'greeting.plan' }).waitFor();
  await page.locator('.view-line', { hasText: 'uname -s' }).first().waitFor();
  await page.locator('.tab', { hasText: 'greeting.md' }).click();
  deepStrictEqual(await paintedAfter(page), []);

  await lens(page, 'Run on sandbox').click();
  await agree(page);
  const outcomes = await painted(page, /✓/);
  await window.picture('step-light');
  strictEqual(outcomes.length, 1);
  ok(/^✓ ok · /.test(outcomes[0] ?? ''), outcomes[0]);

  await runCommand(page, 'Opsbook: Plan This Runbook');
  await page.locator('.codelens-decoration a', { hasText: 'Run this plan' }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  await window.picture('plan-light');
  await lens(page, 'Compare with what is there').first().click();
  await page.locator('.tab.active', { hasText: 'now ↔ planned' }).waitFor();
  await page.locator('.monaco-diff-editor .view-line', { hasText: 'This host is looked after' }).first().waitFor();
  await page.waitForTimeout(500);
  await window.picture('planned-file-light');
  await page.locator('.tab', { hasText: 'greeting.plan' }).click();
  await page.locator('.codelens-decoration a', { hasText: 'Run this plan' }).click();
  await page.locator('.monaco-dialog-box').waitFor();
  await window.picture('question-light');
  await agree(page);
  const all = await painted(page, /✗/);
  ok(
    all.some((text) => text.includes('failed') && text.includes('3')),
    all.join(' | '),
  );
  ok(
    all.some((text) => text.startsWith('✓ fixed')),
    all.join(' | '),
  );
  await page.locator('.panel .view-line', { hasText: 'this went wrong' }).first().waitFor();
  await page.waitForTimeout(1000);
  await window.picture('run-light');
  await runCommand(page, 'Preferences: Toggle between Light/Dark Themes');
  await page.locator('.vs-dark').first().waitFor();
  await page.waitForTimeout(500);
  await window.picture('run-dark');
}
