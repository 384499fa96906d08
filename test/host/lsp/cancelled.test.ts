import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { expect, it } from 'vitest';
import { startClient } from './client.ts';

it('does not compute what was taken back before its turn', async () => {
  const client = await startClient();
  try {
    const uri = 'file:///tmp/big.logrotate';
    const large = Array.from({ length: 20_000 }, (_, n) => `/var/log/a${n} {\n  weekly\n  rotat ${n}\n}\n`).join('');
    await client.open(uri, 'logrotate', large);
    // Reading the text keeps the server busy while the others come.
    const first = client.connection.sendRequest<unknown[]>('textDocument/documentSymbol', { textDocument: { uri } });
    const ends = Array.from({ length: 20 }, (_, n) => {
      const source = new CancellationTokenSource();
      const answer = client.connection.sendRequest<unknown>(
        'textDocument/hover',
        { textDocument: { uri }, position: { line: 4 * n + 1, character: 3 } },
        source.token,
      );
      source.cancel();
      return answer.then(
        () => 'answered',
        ({ code }: { code: number }) => code,
      );
    });
    const last = client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 1, character: 3 } });
    expect(await first).toHaveLength(20_000);
    expect(await Promise.all(ends)).toEqual(ends.map(() => -32800));
    expect(JSON.stringify(await last)).toContain('weekly');
  } finally {
    expect(await client.stop()).toBe(0);
  }
}, 60_000);
