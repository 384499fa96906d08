import { match, ok, strictEqual } from 'node:assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame } from 'playwright-core';
import { frameWith, lens, runCommand, type SpecContext } from './spec-window.ts';

export const name = 'the preview loads and runs nothing of what a runbook holds';

const target = encodeURIComponent(JSON.stringify([{ uri: 'file:///never', block: 'look' }]));

/** All that could reach out: images, scripts, frames, handlers and command links, in prose, in attributes and in a block. */
const runbook = (origin: string): string => `---
title: <img src="${origin}/title">
runbook:
  hosts: sandbox
---

# Look

<img id="image" src="${origin}/image" onerror="document.body.dataset.ran = 'handler'">
<script src="${origin}/script"></script>
<script>document.body.dataset.ran = 'script'</script>
<iframe src="${origin}/frame"></iframe>
<link rel="stylesheet" href="${origin}/style">
<a class="raw" href="command:workbench.action.terminal.new">raw</a>

![picture](${origin}/picture) [plan](command:opsbook.planBlock?${target}) [terminal](command:workbench.action.terminal.new)

\`\`\`sh {name=look check=true}
echo '<img src="${origin}/block">'
\`\`\`

\`\`\`text {name=motd file="/etc/<img src=${origin}/label>" fixes="<script>1</script>"}
Room
\`\`\`
`;

/** Clicks every link with such words as a person would, and says how many there were. */
async function click(preview: Frame, words: string): Promise<number> {
  const links = preview.locator('a', { hasText: words });
  for (const link of await links.all()) await link.click({ force: true });
  return links.count();
}

/** A runbook may come from anybody: to look at it is safe, though HTML is a part of Markdown. */
export async function spec({ open }: SpecContext): Promise<void> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { page, picture } = await open({ files: { 'look.runbook.md': runbook(origin) }, file: 'look.runbook.md' });
    await lens(page, 'Check on sandbox').waitFor({ timeout: 60_000 });
    await runCommand(page, 'Markdown: Open Preview to the Side');
    const preview = await frameWith(page, '.opsbook-block');
    await preview.locator('.opsbook-label-file', { hasText: '<img src=' }).waitFor();

    const policy = (await preview.locator('meta[http-equiv="Content-Security-Policy"]').first().getAttribute('content')) ?? '';
    match(policy, /default-src 'none'/);
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
    ok(scripts.includes("'nonce-") && !/unsafe/.test(scripts), policy);

    for (const words of ['raw', 'plan', 'terminal']) strictEqual(await click(preview, words), 1, words);
    // What a click began would have been there before this: the same command by hand.
    await runCommand(page, 'Terminal: Create New Terminal');
    await page.locator('.terminal-wrapper.active').first().waitFor({ timeout: 60_000 });
    strictEqual(await page.locator('.terminal-wrapper').count(), 1);
    strictEqual(await page.locator('.tab', { hasText: /plan/i }).count(), 0);
    strictEqual(await page.locator('.monaco-dialog-box').count(), 0);
    strictEqual(await preview.evaluate(() => document.body.dataset['ran']), undefined);
    await picture('preview-content-light');
    strictEqual(asked.join(' '), '');
    // The server would have told.
    await fetch(`${origin}/control`);
    strictEqual(asked.join(' '), '/control');
  } finally {
    server.close();
  }
}
