import { strictEqual } from 'node:assert';
import { lens, type SpecContext } from './spec-window.ts';

export const name = 'a runbook of 10,000 lines has its lenses and its problems';

const section = (n: number): string => `
## Part ${n}

What is to be seen here, and what is to be done about it.

\`\`\`sh {name=look${n} check=true}
test -d /srv/part-${n}
\`\`\`

\`\`\`sh {name=mend${n} fixes=look${n === 1 ? 'nowhere' : n}}
mkdir -p /srv/part-${n}
\`\`\`

\`\`\`logrotate {file=/etc/logrotate.d/part-${n}}
/var/log/part-${n}.log {
    daily
    rotate 7
    missingok
}
\`\`\`
`;

const runbook = `---
title: Parts
runbook:
  hosts: sandbox
---
${Array.from({ length: 500 }, (_, n) => section(n)).join('')}`;

/** What VS Code's own Markdown extension does with such a document must leave the extension host free for everybody else. */
export async function spec({ open }: SpecContext): Promise<void> {
  const { page } = await open({ files: { 'parts.runbook.md': runbook }, file: 'parts.runbook.md' });
  await lens(page, 'Check on sandbox').waitFor({ timeout: 120_000 });
  strictEqual(await lens(page, 'Fix on sandbox').count(), 1);
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
}
