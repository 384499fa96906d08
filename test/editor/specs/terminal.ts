import { ok, strictEqual } from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSshd } from './real-sshd.ts';
import { agree, lens, picturesOf, runCommand, type SpecContext } from './spec-window.ts';
import { painted, until } from './waiting.ts';

export const name = 'an interactive step has a real terminal, of the right size, that outlives a reload';

const runbook = (folder: string): string => `---
runbook:
  hosts: lb1
---

\`\`\`sh {name=talk interactive=true}
cd ${folder}
trap 'stty size >> sizes' WINCH
stty size > sizes
printf '\\033[32mWhat is your name?\\033[0m '
until read -r name; do :; done
echo "Hello $name" | tee greeting
printf 'Once more? '
until read -r more; do :; done
echo "$more" > more
test -t 0
\`\`\`

\`\`\`sh {name=wait interactive=true}
echo waiting
sleep 300
\`\`\`
`;

async function start(page: Page, index: number): Promise<void> {
  await lens(page, 'Run on lb1', index).click();
  await agree(page);
}

/** Keys reach the step and its answer is shown; the size is that of the window and follows it; a reload gives the terminal back; closing it ends the step. */
export async function spec({ open }: SpecContext): Promise<void> {
  const sshd = await startSshd('lb1');
  sshd.trust();
  try {
    const window = await open({
      files: { 'talk.md': '' },
      file: 'talk.md',
      // What a terminal shows can be read where it is no canvas.
      userSettings: { 'opsbook.sshConfig': sshd.config, 'terminal.integrated.gpuAcceleration': 'off' },
    });
    const { page, folder } = window;
    const read = (file: string): string => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
    writeFileSync(join(folder, 'talk.md'), runbook(folder));
    await lens(page, 'Run on lb1', 1).waitFor({ timeout: 60_000 });
    await start(page, 0);
    const screen = page.locator('.terminal-wrapper.active .xterm-rows');
    await screen.filter({ hasText: 'What is your name?' }).waitFor({ timeout: 60_000 });
    const first = await until(
      'the size',
      () => read('sizes').trim().split('\n'),
      ([size]) => size !== '',
    );
    const [rows = 0, columns = 0] = (first[0] ?? '').split(' ').map(Number);
    ok(rows > 3 && columns > 60, first.join());
    await page.keyboard.type('Ada\n');
    await screen.filter({ hasText: 'Hello Ada' }).waitFor();
    await picturesOf(window, 'terminal');
    strictEqual(read('greeting'), 'Hello Ada\n');

    await page.setViewportSize({ width: 1000, height: 900 });
    await until(
      'the new size',
      () => read('sizes').trim().split('\n').at(-1) ?? '',
      (size) => Number(size.split(' ')[1]) < columns,
    );

    // The step goes on without its window, and has a terminal again in the next one.
    await page.reload();
    await lens(page, 'Run on lb1').waitFor({ timeout: 60_000 });
    await screen.filter({ hasText: 'Hello Ada' }).waitFor({ timeout: 60_000 });
    await page.locator('.terminal-wrapper.active').click();
    await page.keyboard.type('yes\n');
    await until(
      'the answer to the new terminal',
      () => read('more'),
      (more) => more === 'yes\n',
    );
    await painted(page, /^✓ ok/);
    // A key closes the terminal of a step that has ended.
    await screen.filter({ hasText: 'any key closes it' }).waitFor();
    await page.keyboard.press('Enter');
    await screen.filter({ hasText: 'any key closes it' }).waitFor({ state: 'detached' });

    await start(page, 1);
    await screen.filter({ hasText: 'waiting' }).waitFor({ timeout: 60_000 });
    await runCommand(page, 'Terminal: Kill the Active Terminal Instance');
    // Its terminal was closed.
    await painted(page, /^✗ (cancelled|failed)/);
  } finally {
    sshd.stop();
  }
}
