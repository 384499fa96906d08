import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, startClient } from './client.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}
interface Range {
  readonly start: Position;
  readonly end: Position;
}
interface Selection {
  readonly range: Range;
  readonly parent?: Selection;
}
interface Action {
  readonly title: string;
  readonly kind: string;
  readonly edit: { readonly changes: Readonly<Record<string, readonly { newText: string }[]>> };
}

const uri = 'file:///w/etc/logrotate.d/a';
const text = '/var/log/a.log {\ndailly\n  compres\n  create 0640 root:adm\n}\n';
const interfaces = 'file:///w/etc/network/interfaces';
let client: Client;
const ask = <T>(method: string, params: object): Promise<T> => client.connection.sendRequest<T>(method, params);
const actions = (only: readonly string[], line: number): Promise<readonly Action[]> =>
  ask('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line, character: 0 }, end: { line, character: 2 } },
    context: { diagnostics: [], only },
  });

beforeAll(async () => {
  client = await startClient();
  await client.open(uri, 'logrotate', text);
  await client.open(interfaces, 'interfaces', 'auto eth0\niface eth0 inet dhcp\n');
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
});

describe('editing helps of opsbook lsp', () => {
  it('grow a selection from a word to the document', async () => {
    const [chain] = await ask<readonly Selection[]>('textDocument/selectionRange', {
      textDocument: { uri },
      positions: [{ line: 3, character: 10 }],
    });
    const widths: number[] = [];
    for (let at = chain; at !== undefined; at = at.parent) widths.push(at.range.end.line - at.range.start.line);
    expect(chain?.range).toEqual({ start: { line: 3, character: 9 }, end: { line: 3, character: 13 } });
    expect(widths.at(-1)).toBe(5);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
  });

  it('bring the finished line into shape behind Enter', async () => {
    const edits = await ask<readonly { range: Range; newText: string }[]>('textDocument/onTypeFormatting', {
      textDocument: { uri },
      position: { line: 2, character: 0 },
      ch: '\n',
      options: {},
    });
    expect(edits).toEqual([{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, newText: '  ' }]);
  });

  it('format the lines of a range and no other', async () => {
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    expect(await ask('textDocument/rangeFormatting', { textDocument: { uri }, range, options: {} })).toEqual([]);
  });

  it('offer one repair for all problems of a kind', async () => {
    const found = await actions(['quickfix'], 1);
    expect(found.map(({ title }) => title)).toEqual([
      'Change it to `daily`',
      'Change it to `daily`, and all 2 of this kind (logrotate-unknown-directive)',
    ]);
    expect(found[1]?.edit.changes[uri]?.map(({ newText }) => newText)).toEqual(['daily', 'compress']);
  });

  it('make all certain fixes at once when that is asked for', async () => {
    const found = await actions(['source.fixAll'], 0);
    expect(found.map(({ kind }) => kind)).toEqual(['source.fixAll.opsbook']);
    expect(found[0]?.edit.changes[uri]?.map(({ newText }) => newText)).toEqual(['root adm']);
    expect(await actions(['source.organizeImports'], 0)).toEqual([]);
  });

  it('type into all places of a name at once where one document speaks of it', async () => {
    const found = await ask<{ ranges: readonly Range[] }>('textDocument/linkedEditingRange', {
      textDocument: { uri: interfaces },
      position: { line: 0, character: 6 },
    });
    expect(found.ranges.map(({ start }) => [start.line, start.character])).toEqual([
      [0, 5],
      [1, 6],
    ]);
  });

  it('refuse a new path of a log that its head could not hold', async () => {
    const rename = { textDocument: { uri }, position: { line: 0, character: 4 } };
    await expect(ask('textDocument/rename', { ...rename, newName: 'b log' })).rejects.toThrow(/must begin with/);
    const edit = await ask<{ changes: Record<string, unknown[]> }>('textDocument/rename', { ...rename, newName: '/var/log/b.log' });
    expect(edit.changes[uri]).toEqual([
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 14 } }, newText: '/var/log/b.log' },
    ]);
  });
});
