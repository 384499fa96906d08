import { expect, test } from 'vitest';
import { startClient } from './client.ts';

test('opsbook.yaml is judged while it is written, and completed', async () => {
  const client = await startClient();
  try {
    const uri = 'file:///nowhere/opsbook.yaml';
    await client.open(uri, 'yaml', 'interfaces:\n  dialekt: auto\n  \n');
    const { items } = await client.connection.sendRequest<{ items: { message: string; range: { start: object } }[] }>(
      'textDocument/diagnostic',
      { textDocument: { uri } },
    );
    expect(items.map(({ message, range }) => [range.start, message])).toEqual([
      [{ line: 1, character: 2 }, expect.stringContaining('did you mean `dialect`?')],
    ]);
    const offered = await client.connection.sendRequest<{ label: string }[]>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 2, character: 2 },
    });
    expect(offered.map(({ label }) => label)).toEqual(['dialect']);
    const other = 'file:///nowhere/values.yaml';
    await client.open(other, 'yaml', 'interfaces:\n  dialekt: auto\n');
    expect(await client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: other } })).toMatchObject({ items: [] });
  } finally {
    await client.stop();
  }
});
