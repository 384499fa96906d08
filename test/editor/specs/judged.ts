import { ok } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpecContext } from './spec-window.ts';

export const name = 'who judges stands in the status bar, and the machine’s own logrotate may be asked';

/** A file of interfaces beside what Proxmox has is ifupdown2's; a saved logrotate file is given to the daemon where the user wants that. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({
    files: {
      'etc/network/interfaces': 'auto eth0\niface eth0 inet dhcp\n',
      'etc/network/ifupdown2/ifupdown2.conf': '# installed\n',
      'etc/logrotate.d/x': '/var/log/opsbook-nowhere/*.log {\n  weekly\n  rotate 4\n}\n',
    },
    file: 'etc/network/interfaces',
    userSettings: { 'opsbook.logrotate.checkWithDaemon': true },
  });
  const { page, folder } = window;
  const item = page.locator('.statusbar-item', { hasText: 'ifupdown2' });
  await item.waitFor({ timeout: 60_000 });
  // A click that meets the item while it is painted anew is lost.
  const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'busybox' });
  for (let left = 6; left > 0 && !(await choice.isVisible()); left--) {
    await item.click();
    await choice.waitFor({ timeout: 10_000 }).catch(() => {});
  }
  await choice.waitFor();
  await window.picture('judge-light');
  await page.keyboard.press('Escape');

  writeFileSync(join(folder, 'etc/logrotate.d/x'), '/var/log/opsbook-nowhere/*.log {\n  weekly\n  rotate 4\n  size 12q\n}\n');
  await page.keyboard.press('Control+p');
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.fill('logrotate.d/x');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'logrotate.d' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+Shift+m');
  const problems = page.locator('.markers-panel .monaco-list-row', { hasText: 'logrotate -d' });
  await problems.first().waitFor({ timeout: 60_000 });
  const said = await problems.allTextContents();
  ok(
    said.some((text) => text.includes("unknown unit 'q'") && text.includes('Ln 4')),
    said.join(' | '),
  );
  await window.picture('daemon-light');
}
