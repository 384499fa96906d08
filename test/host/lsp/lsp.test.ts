import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LintRecord } from '../../../client/src/cli/lint/record.ts';
import { opsbook } from '../cli/opsbook.ts';
import { type Client, startClient } from './client.ts';

interface Report {
  readonly kind: string;
  readonly resultId: string;
  readonly items?: readonly Diagnostic[];
}
interface Diagnostic {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly code: string;
  readonly message: string;
  readonly severity: number;
}
interface LensCommand {
  readonly title: string;
  readonly arguments: readonly unknown[];
}
interface Lens {
  readonly range: { readonly start: Position };
  readonly command?: LensCommand;
}
interface Position {
  readonly line: number;
  readonly character: number;
}

const book =
  '---\nrunbook:\n  hosts: sandbox\n---\n\n# Title\n\n> ```logrotate {name=f file=/etc/logrotate.d/x reload=r}\r\n> /var/log/x {\r\n>   dailly\r\n> }\r\n> ```\n\n```sh {name=r}\ntrue\n```\n';
const uri = 'file:///w/book.md';
const at = (text: string, needle: string, offset = 0): Position => {
  const before = text.slice(0, text.indexOf(needle) + offset).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
};

let client: Client;
let folder: string;
const ask = <T>(method: string, params: object): Promise<T> => client.connection.sendRequest<T>(method, params);
const pull = (target: string, previousResultId?: string): Promise<Report> =>
  ask('textDocument/diagnostic', { textDocument: { uri: target }, previousResultId });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-lsp-'));
  client = await startClient();
  await client.open(uri, 'markdown', book);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  expect(await client.stop()).toBe(0);
});

describe('opsbook lsp --stdio', () => {
  it('gives diagnostics at the exact characters inside a fence in a quote with CRLF', async () => {
    const { items } = await pull(uri);
    const found = items?.find(({ code }) => code === 'logrotate-unknown-directive');
    expect(found?.range).toEqual({ start: at(book, 'dailly'), end: at(book, 'dailly', 6) });
    expect(found?.severity).toBe(1);
  });

  it('answers unchanged while nothing changed, and anew after an edit', async () => {
    const first = await pull(uri);
    expect((await pull(uri, first.resultId)).kind).toBe('unchanged');
    await client.change(uri, 2, [{ range: { start: at(book, 'dailly'), end: at(book, 'dailly', 6) }, text: 'daily' }]);
    expect((await pull(uri, first.resultId)).items?.some(({ code }) => code === 'logrotate-unknown-directive')).toBe(false);
    await client.change(uri, 3, [{ text: book }]);
    // The last change looks like typing: all is told when that pauses.
    await expect.poll(async () => (await pull(uri)).resultId, { timeout: 5000 }).toBe(first.resultId);
  });

  it('says nothing about a Markdown file that is no runbook', async () => {
    const plain = 'file:///w/plain.md';
    await client.open(plain, 'markdown', '# Plain\n\n```logrotate\n/x {\n  dailly\n}\n```\n');
    const textDocument = { uri: plain };
    const position = { line: 4, character: 3 };
    expect((await pull(plain)).items).toEqual([]);
    expect(await ask('textDocument/hover', { textDocument, position })).toBeNull();
    expect(await ask('textDocument/completion', { textDocument, position })).toEqual([]);
    expect(await ask('textDocument/codeLens', { textDocument })).toEqual([]);
    expect(await ask('textDocument/documentSymbol', { textDocument })).toEqual([]);
    expect(await ask('textDocument/semanticTokens/full', { textDocument })).toMatchObject({ data: [] });
  });

  it('hovers and completes directives and attributes', async () => {
    const textDocument = { uri };
    const hover = await ask<{ contents: { value: string } }>('textDocument/hover', { textDocument, position: at(book, 'reload=', 2) });
    expect(hover.contents.value).toContain('**reload**');
    const items = await ask<{ label: string }[]>('textDocument/completion', { textDocument, position: at(book, 'dailly', 3) });
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['daily', 'weekly', 'compress']));
    const action = 'file:///w/etc/rsyslog.d/a.conf';
    await client.open(action, 'rsyslog', 'action()\n');
    const parameters = await ask<{ label: string; sortText?: string }[]>('textDocument/completion', {
      textDocument: { uri: action },
      position: { line: 0, character: 7 },
    });
    // As an editor sorts them: what cannot be left out before what can.
    const sorted = parameters
      .map(({ label, sortText = label }) => ({ label, sortText }))
      .sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
    expect(sorted.slice(0, 2).map(({ label }) => label)).toEqual(['type', 'action.copymsg']);
    const names = await ask<{ label: string }[]>('textDocument/completion', { textDocument, position: at(book, 'reload=', 7) });
    expect(names.map(({ label }) => label)).toEqual(['r']);
  });

  it('gives an outline, lenses, folding and one fix that works', async () => {
    const textDocument = { uri };
    const [section] = await ask<{ name: string; children: { name: string }[] }[]>('textDocument/documentSymbol', { textDocument });
    expect([section?.name, section?.children.map(({ name }) => name)]).toEqual(['Title', ['f', 'r']]);
    const places = await ask<Lens[]>('textDocument/codeLens', { textDocument });
    expect(places.map(({ range: { start }, command }) => [start.line, command])).toEqual([7, 7, 13, 13].map((line) => [line, undefined]));
    const lenses = await Promise.all(places.map((lens) => ask<{ command: LensCommand }>('codeLens/resolve', lens)));
    expect(lenses.map(({ command }) => command.title)).toEqual(['$(play) Install on sandbox', 'Plan', '$(play) Run on sandbox', 'Plan']);
    expect(lenses[0]?.command.arguments).toEqual([{ uri, block: 'f' }]);
    const gone = { ...places[0], data: [0, 'run', 'nowhere'] };
    expect(await ask('codeLens/resolve', gone)).toEqual(gone);
    const range = { start: at(book, 'dailly'), end: at(book, 'dailly') };
    const actions = await ask<{ title: string; edit: { changes: Record<string, { newText: string }[]> } }[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    expect(actions[0]?.edit.changes[uri]?.map(({ newText }) => newText)).toEqual(['daily']);
  });

  it('tells the blocks that can run, those that are named alone, and whether there is any', async () => {
    const named = async (names?: readonly string[]) =>
      (await ask<{ name: string; line: number }[]>('opsbook/blocks', { uri, names })).map(({ name, line }) => [name, line]);
    expect(await named()).toEqual([
      ['f', 7],
      ['r', 13],
    ]);
    expect(await named(['r', 'nowhere'])).toEqual([['r', 13]]);
    expect(await ask('opsbook/canRun', { uri })).toBe(true);
    const prose = 'file:///w/prose.md';
    await client.open(prose, 'markdown', '# Prose\n\n```sh\ntrue\n```\n');
    expect(await ask('opsbook/canRun', { uri: prose })).toBe(false);
  });

  it('gives the tokens of a part, and what a change did to those it gave before', async () => {
    interface Tokens {
      readonly resultId: string;
      readonly data: readonly number[];
    }
    const logs = 'file:///w/etc/logrotate.d/tokens';
    const text = '/var/log/a.log {\n  daily\n  rotate 7\n}\n'.repeat(3);
    const textDocument = { uri: logs };
    await client.open(logs, 'logrotate', text);
    const whole = await ask<Tokens>('textDocument/semanticTokens/full', { textDocument });
    const part = await ask<Tokens>('textDocument/semanticTokens/range', {
      textDocument,
      range: { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } },
    });
    expect(part.data.length).toBe(whole.data.length / 3);
    expect(whole.data.slice(0, part.data.length)).toEqual(part.data);
    const begin = { line: 5, character: 0 };
    await client.change(logs, 2, [{ range: { start: begin, end: begin }, text: '  compress\n' }]);
    const changed = await ask<{ resultId: string; edits: readonly { start: number; deleteCount: number; data?: readonly number[] }[] }>(
      'textDocument/semanticTokens/full/delta',
      { textDocument, previousResultId: whole.resultId },
    );
    expect(changed.edits.length).toBe(1);
    const data = [...whole.data];
    for (const { start, deleteCount, data: more = [] } of changed.edits) data.splice(start, deleteCount, ...more);
    expect(data.length).toBeGreaterThan(whole.data.length);
    expect((await ask<Tokens>('textDocument/semanticTokens/full', { textDocument })).data).toEqual(data);
  });

  it('finds and renames the name of a step', async () => {
    const params = { textDocument: { uri }, position: at(book, 'reload=r', 7) };
    const definitions = await ask<{ range: { start: Position } }[]>('textDocument/definition', params);
    expect(definitions.map(({ range }) => range.start)).toEqual([at(book, 'name=r', 5)]);
    const edit = await ask<{ changes: Record<string, unknown[]> }>('textDocument/rename', { ...params, newName: 'restart' });
    expect(edit.changes[uri]?.length).toBe(2);
    await expect(ask('textDocument/rename', { ...params, newName: 'a b' })).rejects.toThrow(/cannot be a name/);
  });

  it('says exactly what the command line says', async () => {
    const path = join(folder, 'same.md');
    writeFileSync(path, book);
    const { stdout } = await opsbook(['lint', '--format', 'json', path], { cwd: folder });
    const lines = (JSON.parse(stdout) as LintRecord[]).map((record) => [
      record.line - 1,
      record.column - 1,
      record.endLine - 1,
      record.endColumn - 1,
      record.rule,
      record.message,
    ]);
    const target = `file://${path}`;
    await client.open(target, 'markdown', book);
    const { items } = await pull(target);
    expect(
      items?.map(({ range: { start, end }, code, message }) => [start.line, start.character, end.line, end.character, code, message]),
    ).toEqual(lines);
    expect(lines.length).toBeGreaterThan(0);
  });

  it('pushes versioned diagnostics to a client that does not pull', async () => {
    const other = await startClient({ pull: false });
    await other.open(uri, 'markdown', book);
    await other.change(uri, 7, [{ text: book.replace('dailly', 'wekly') }]);
    await expect
      .poll(() => other.published.some(({ version, diagnostics }) => version === 7 && diagnostics.length > 0), { timeout: 5000 })
      .toBe(true);
    expect(other.capabilities['diagnosticProvider']).toBeUndefined();
    expect(await other.stop()).toBe(0);
  });

  it('judges a bare file by its language, and knows the rest of the tree', async () => {
    mkdirSync(join(folder, 'etc/logrotate.d'), { recursive: true });
    const path = join(folder, 'etc/logrotate.d/a');
    writeFileSync(path, 'dailly\n');
    await client.open(`file://${path}`, 'plaintext', 'dailly\n');
    expect((await pull(`file://${path}`)).items?.length).toBe(1);
    await client.open('untitled:Untitled-1', 'logrotate', 'dailly\n');
    expect((await pull('untitled:Untitled-1')).items?.length).toBe(1);
  });

  it('lives through garbage', async () => {
    const garbage = 'file:///w/garbage.runbook.md';
    await client.open(garbage, 'markdown', '```logrotate {file=\0\ud800\n"{{{\n> ```\n---\n');
    expect((await pull(garbage)).kind).toBe('full');
  });
});
