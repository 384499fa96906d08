import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { type BrowserSpecContext, runCommand } from './spec-window.ts';

export const name = 'in a browser everything is judged and nothing runs';

const runbook = `---
runbook:
  hosts: web1
---

# Logs of the app

\`\`\`sh {name=look check=true}
test -f /etc/logrotate.d/app
\`\`\`

\`\`\`logrotate
/var/log/x {
  dailly
  rotate 4
}
\`\`\`
`;

/** A packed extension, a page without a machine, files in memory: the server is a worker, and what it reads comes from the editor. */
export async function spec({ openInBrowser }: BrowserSpecContext): Promise<void> {
  const window = await openInBrowser({
    files: {
      'book.md': runbook,
      'etc/logrotate.conf': 'weekly\ninclude /etc/logrotate.d\n',
      'etc/logrotate.d/app': '/var/log/app.log {\n  rotat 4\n}\n',
    },
    file: 'book.md',
  });
  const { page } = window;
  const thrown: string[] = [];
  // For a picture Playwright puts a style into every frame; Firefox tells where a frame's policy forbids it.
  page.on(
    'pageerror',
    (error) => void (/^(Error: )?Content-Security-Policy: .*inline style/.test(String(error)) || thrown.push(String(error))),
  );
  page.on('console', (line) => void (line.type() === 'error' && /opsbook[./](?!test)/.test(line.text()) && thrown.push(line.text())));
  const widget = (kind: string, text: string) => page.locator(kind, { hasText: text }).first();

  // Problems and their cure.
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await page.locator('.view-line', { hasText: 'dailly' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await widget('.monaco-hover', 'dailly').waitFor();
  await window.picture('browser-problem');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+.');
  await widget('.action-widget .monaco-list-row', 'daily').click();
  await page.locator('.view-line', { hasText: /^\s*daily$/ }).waitFor();
  await page.locator('.squiggly-error').first().waitFor({ state: 'hidden' });

  // What is known of a directive, and what else may stand there.
  await page.locator('.view-line', { hasText: 'rotate 4' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await widget('.monaco-hover', 'rotate').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('compr');
  await page.keyboard.press('Control+Space');
  await widget('.suggest-widget .monaco-list-row', 'compresscmd').waitFor();
  await window.picture('browser-completion');
  await page.keyboard.press('Escape');

  // Nothing that would run is offered, and what is asked for all the same says what to do.
  strictEqual(await page.locator('.codelens-decoration a').count(), 0);
  strictEqual(await page.locator('.editor-actions .codicon-run-all').count(), 0);
  await runCommand(page, 'Opsbook: Run This Runbook');
  await widget('.monaco-dialog-box', 'A browser cannot run this').waitFor();
  await window.picture('browser-refused');
  await page.keyboard.press('Escape');
  await page.locator('.monaco-dialog-box').waitFor({ state: 'hidden' });

  // The views that need no machine.
  await page
    .locator('.activitybar .action-item', { has: page.getByLabel('Opsbook') })
    .first()
    .click();
  await widget('.pane-body .monaco-list-row', 'Logs of the app').waitFor();
  const panes = await page.locator('.sidebar .pane-header').allTextContents();
  ok(
    panes.every((pane) => !/Hosts|Runs/.test(pane)),
    panes.join(' | '),
  );

  // An include leads to a file that is not open, and its problem is shown.
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input[type="text"]').first().fill('/fleet/etc/logrotate.conf');
  await widget('.quick-input-list .monaco-list-row', 'logrotate.conf').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: 'weekly' }).waitFor();
  await page.keyboard.press('Control+Shift+m');
  await widget('.markers-panel .monaco-list-row', 'no directive `rotat`').waitFor({ timeout: 30_000 });
  await window.picture('browser-include');
  deepStrictEqual(thrown, []);
}
