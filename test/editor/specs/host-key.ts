import { ok, strictEqual } from 'node:assert';
import { startSshd } from './real-sshd.ts';
import { agree, lens, paintedAfter, type SpecContext, wear } from './spec-window.ts';

export const name = 'a host that nobody knows is asked for, with its fingerprint';

const runbook = `---
runbook:
  hosts: lb1
---

\`\`\`sh {name=hello}
echo "hello from $OPSBOOK_HOST"
\`\`\`
`;

/** No at first: nothing runs and nothing is remembered. Yes then: the key is remembered and the step runs over real ssh. */
export async function spec({ open }: SpecContext): Promise<void> {
  const sshd = await startSshd('lb1');
  try {
    const window = await open({
      files: { 'hello.md': runbook },
      file: 'hello.md',
      userSettings: { 'opsbook.sshConfig': sshd.config },
      env: { SSH_AUTH_SOCK: '' },
    });
    const { page } = window;
    const dialog = page.locator('.monaco-dialog-box');
    await lens(page, 'Run on lb1').waitFor();
    // Light comes last.
    for (const theme of ['dark', 'contrast', 'contrast-light', 'light'] as const) {
      await wear(page, theme);
      await page.locator('.tab', { hasText: 'hello.md' }).click();
      await lens(page, 'Run on lb1').click();
      await dialog.filter({ hasText: sshd.fingerprint }).waitFor({ timeout: 60_000 });
      await window.picture(`host-key-${theme}`);
      // Whoever presses a key without reading has said no.
      await page.keyboard.press(theme === 'light' ? 'Enter' : 'Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.locator('.view-line', { hasText: 'lb1 is refused' }).first().waitFor();
    }
    // There is no host left to run it on, so nobody is asked.
    strictEqual(await dialog.count(), 0);
    strictEqual(sshd.knownHosts(), '');

    await page.locator('.tab', { hasText: 'hello.md' }).click();
    await lens(page, 'Run on lb1').click();
    await dialog.filter({ hasText: sshd.fingerprint }).waitFor({ timeout: 60_000 });
    // Its picture is a button away, in a face in which it can be compared.
    await dialog.getByRole('button', { name: 'Show Its Picture' }).click();
    await page.locator('.tab.active', { hasText: 'host key' }).waitFor();
    await page.locator('.view-line', { hasText: '[SHA256]' }).first().waitFor();
    const shown = await page
      .locator('.editor-container .view-line')
      .evaluateAll((lines) => lines.map(({ textContent }) => textContent ?? ''));
    const drawn = shown.map((line) => line.replace(/\u00a0/g, ' ').trimEnd());
    for (const line of sshd.picture) ok(drawn.includes(line), `${line} is not in\n${drawn.join('\n')}`);
    await window.picture('host-key-picture-light');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Accept and Remember' }).click();
    await page.locator('.tab', { hasText: 'host key' }).waitFor({ state: 'detached' });
    await agree(page);
    await page.locator('.panel .view-line', { hasText: 'hello from lb1' }).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(500);
    const [painted = ''] = await paintedAfter(page);
    ok(painted.startsWith('✓ ok'), painted);
    ok(sshd.knownHosts().includes('ssh-ed25519'), sshd.knownHosts());
  } finally {
    sshd.stop();
  }
}
