import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClient } from './client.ts';

const FILES = 5000;
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'opsbook-order-')));
  writeFileSync(join(folder, 'opsbook.yaml'), 'hosts:\n  web1:\n');
  for (let n = 0; n < FILES; n++) {
    if (n % 100 === 0) mkdirSync(join(folder, `d${n / 100}`));
    const text = `---\nrunbook:\n  hosts: web1\n---\n\n# Number ${n}\n\n\`\`\`sh {name=step-${n}}\nuptime\n\`\`\`\n\n\`\`\`logrotate {file=/etc/logrotate.d/x${n}}\n/var/log/x${n} {\n  weekly\n}\n\`\`\`\n`;
    writeFileSync(join(folder, `d${Math.floor(n / 100)}`, `book-${n}.md`), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a workspace with five thousand runbooks', () => {
  it('answers for the open one before it has read the rest', async () => {
    const client = await startClient({ folder });
    try {
      const order: string[] = [];
      // The last file of all is found only when every file was read.
      const search = client.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: `step-${FILES - 1}` }).then((found) => {
        order.push('search');
        return found.map(({ name }) => name);
      });
      const uri = `file://${folder}/open.md`;
      await client.open(uri, 'markdown', '---\nrunbook:\n  hosts: web2\n---\n');
      const pulled = client.connection
        .sendRequest<{ items: { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } })
        .then(({ items }) => {
          order.push('diagnostics');
          return items.map(({ code }) => code);
        });
      expect(await pulled).toEqual(['runbook-unknown-host']);
      expect(await search).toEqual([`step-${FILES - 1}`]);
      expect(order).toEqual(['diagnostics', 'search']);
    } finally {
      expect(await client.stop()).toBe(0);
    }
  }, 60_000);
});
