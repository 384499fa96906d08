import { ok } from 'node:assert';
import { agree, lens, paintedAfter, type SpecContext } from './spec-window.ts';

export const name = 'the packed extension works where it is installed';

const runbook = `---
runbook:
  hosts: sandbox
---

\`\`\`sh {name=hello}
echo hello
\`\`\`

\`\`\`rsyslog
$ModLod imuxsock
\`\`\`

\`\`\`interfaces
iface eth0 inet static
    adress 10.0.0.1/24
\`\`\`
`;

/** The same bundles that are published: the server judges all languages, and the runner and the practice host start from them. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({ files: { 'packed.md': runbook }, file: 'packed.md', packed: true });
  const { page } = window;
  await lens(page, 'Run on sandbox').waitFor({ timeout: 60_000 });
  await page.locator('.squiggly-error, .squiggly-warning').nth(1).waitFor();
  await lens(page, 'Run on sandbox').click();
  await agree(page);
  await page.locator('.panel .view-line', { hasText: 'done: 1 ok' }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  const [painted = ''] = await paintedAfter(page);
  ok(painted.startsWith('✓ ok'), painted);
}
