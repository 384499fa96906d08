import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
interface Diagnostic {
  readonly range: Range;
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
}
interface Item {
  readonly label: string;
  readonly textEdit?: { readonly range: Range; readonly newText: string };
}

const book = `---
title: Disk
runbook:
  hosts: "web[1-3],@edge"
  inputs:
    log_dir: { default: /mnt/log, description: where logs go }
---

# Disk

See [the other](other.md#there), [gone](gone.md).

\`\`\`sh {name=look check=true}
test -d "$log_dir" && echo '$log_dir'
\`\`\`

\`\`\`sh {  name=mend   fixes=look hosts=db1 sudo=true }
log_dir=/x mkdir -p "\${log_dir:-/y}"
\`\`\`

\`\`\`logrotate {name=rotate file=/etc/logrotate.d/app owner=$log_dir src=files/app}
\`\`\`

\`\`\`logrotate {name=rule file=/etc/logrotate.d/other}
{{ log_dir }}/app.log {
  missingok
}
\`\`\`
`;

let folder: string;
let client: Client;
let uri: string;
let version = 1;
const ask = <T>(method: string, params: object): Promise<T> => client.connection.sendRequest<T>(method, params);
const at = (text: string, needle: string, offset = 0): Position => {
  const index = text.indexOf(needle);
  if (index === -1) throw new Error(`no ${needle}`);
  const before = text.slice(0, index + offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
};
const pull = async (target = uri): Promise<readonly Diagnostic[]> =>
  (await ask<{ items?: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri: target } })).items ?? [];
const rules = async (): Promise<string[]> => (await pull()).map(({ code }) => code);
const show = async (text: string): Promise<void> => {
  version++;
  await client.change(uri, version, [{ text }]);
};
/** The labels that are offered where \`|\` stands in \`text\`, which becomes the document. */
const offered = async (text: string): Promise<readonly Item[]> => {
  await show(text.replace('|', ''));
  return ask<Item[]>('textDocument/completion', { textDocument: { uri }, position: at(text, '|') });
};
const labels = async (text: string): Promise<readonly string[]> => (await offered(text)).map(({ label }) => label);
const hover = async (needle: string, offset = 0): Promise<string> => {
  const found = await ask<{ contents: { value: string } } | null>('textDocument/hover', {
    textDocument: { uri },
    position: at(book, needle, offset),
  });
  return found?.contents.value ?? '';
};

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'opsbook-runbook-')));
  mkdirSync(join(folder, 'files'));
  writeFileSync(
    join(folder, 'opsbook.yaml'),
    'hosts:\n  web1: 192.0.2.1\n  web2:\n  web3:\n  db1: 192.0.2.9\n  ed1:\n  ed2:\n  ed3:\ngroups:\n  edge: ed[1-3]\n',
  );
  writeFileSync(join(folder, 'files', 'app'), '/var/log/app.log {\n  missingok\n}\n');
  writeFileSync(
    join(folder, 'other.md'),
    '---\ntitle: Other one\nrunbook:\n  hosts: web1\n---\n\n# Here\n\n```sh {name=restart-all}\ntrue\n```\n',
  );
  writeFileSync(join(folder, 'third.md'), '---\nrunbook:\n---\n\n```sh {hosts=web2,web1}\ntrue\n```\n');
  writeFileSync(join(folder, 'plain.md'), '# Mend it\n\n```sh\ntrue\n```\n');
  uri = `file://${folder}/book.md`;
  client = await startClient({ folder });
  await client.open(uri, 'markdown', book);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

describe('a runbook in an editor', () => {
  it('leads from each diagnostic to the page of its rule', async () => {
    const found = (await pull()).find(({ code }) => code === 'runbook-broken-link');
    expect(found?.codeDescription?.href).toMatch(/^file:.*\/docs\/rules\/runbook-broken-link\.md$/);
    const other = await startClient({ initializationOptions: { rulePages: 'x-page:/{rule}' } });
    try {
      await other.open('file:///w/x.md', 'markdown', '---\nrunbook:\n  max-failure: 0\n---\n');
      const { items } = await other.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri: 'file:///w/x.md' },
      });
      expect(items.map(({ codeDescription }) => codeDescription?.href)).toEqual(['x-page:/runbook-unknown-key']);
      expect(await other.connection.sendRequest('opsbook/rulePage', { rule: 'runbook-unknown-key' })).toContain('## Why it matters');
      expect(await other.connection.sendRequest('opsbook/rulePage', { rule: 'no-such' })).toBeNull();
    } finally {
      await other.stop();
    }
  });

  it('tells links that lead nowhere, by the files beside it', async () => {
    const found = (await pull()).filter(({ code }) => code === 'runbook-broken-link').map(({ range }) => range.start);
    expect(found).toEqual([at(book, 'other.md#there'), at(book, 'gone.md')]);
  });

  it('links to what is there', async () => {
    const found = await ask<{ range: Range; target: string }[]>('textDocument/documentLink', { textDocument: { uri } });
    expect(found.map(({ target, range }) => [target, range.start])).toEqual([
      [`file://${folder}/other.md`, at(book, 'other.md#there')],
      [`file://${folder}/files/app`, at(book, 'files/app')],
    ]);
  });

  it('finds an input where it is given and used, and renames it only there', async () => {
    const params = { textDocument: { uri }, position: at(book, '"$log_dir"', 3) };
    const definitions = await ask<{ range: Range }[]>('textDocument/definition', params);
    expect(definitions.map(({ range }) => range.start)).toEqual([at(book, 'log_dir: {')]);
    const references = await ask<{ range: Range }[]>('textDocument/references', { ...params, context: { includeDeclaration: true } });
    expect(references.length).toBe(6);
    const edit = await ask<{ changes: Record<string, { range: Range; newText: string }[]> }>('textDocument/rename', {
      ...params,
      newName: 'logs',
    });
    const edits = edit.changes[uri] ?? [];
    const starts = [
      at(book, 'log_dir: {'),
      at(book, '"$log_dir"', 2),
      at(book, 'log_dir=/x'),
      at(book, '${log_dir', 2),
      at(book, '=$log_dir', 2),
      at(book, '{{ log_dir', 3),
    ];
    expect(edits.map(({ range }) => range.start)).toEqual(expect.arrayContaining(starts));
    expect(edits.length).toBe(starts.length);
    await expect(ask('textDocument/rename', { ...params, newName: 'log-dir' })).rejects.toThrow(/cannot be the name of a value/);
  });

  it('renames a step with all that refer to it, to no name that is taken', async () => {
    const params = { textDocument: { uri }, position: at(book, 'fixes=look', 7) };
    const edit = await ask<{ changes: Record<string, unknown[]> }>('textDocument/rename', { ...params, newName: 'disk-free' });
    expect(edit.changes[uri]?.length).toBe(2);
    await expect(ask('textDocument/rename', { ...params, newName: 'mend' })).rejects.toThrow(/taken already/);
  });

  it('finds the host in opsbook.yaml, and where else it is named', async () => {
    const params = { textDocument: { uri }, position: at(book, 'hosts=db1', 7) };
    const definitions = await ask<{ uri: string; range: Range }[]>('textDocument/definition', params);
    expect(definitions).toEqual([
      { uri: `file://${folder}/opsbook.yaml`, range: { start: { line: 4, character: 2 }, end: { line: 4, character: 5 } } },
    ]);
    const group = await ask<{ range: Range }[]>('textDocument/definition', { textDocument: { uri }, position: at(book, '@edge', 2) });
    expect(group.map(({ range }) => range.start)).toEqual([{ line: 9, character: 2 }]);
    const one = { textDocument: { uri: `file://${folder}/other.md` }, position: { line: 3, character: 10 } };
    await client.open(one.textDocument.uri, 'markdown', readFileSync(join(folder, 'other.md'), 'utf8'));
    const references = await ask<{ uri: string; range: Range }[]>('textDocument/references', {
      ...one,
      context: { includeDeclaration: true },
    });
    expect(references.map((place) => place.uri.slice(place.uri.lastIndexOf('/') + 1))).toEqual(['opsbook.yaml', 'other.md', 'third.md']);
    expect(await ask('textDocument/prepareRename', params)).toBeNull();
  });

  it('shows the hosts that an expression stands for', async () => {
    const hints = await ask<{ position: Position; label: string }[]>('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } },
    });
    expect(hints.filter(({ label }) => label.startsWith('= web'))).toEqual([
      { position: at(book, '@edge"', 6), label: '= web1 web2 web3 ed1 … (6)', paddingLeft: true, tooltip: 'web1 web2 web3 ed1 ed2 ed3' },
    ]);
  });

  it('hovers attributes, keys, hosts, names and values', async () => {
    expect(await hover('fixes=', 2)).toContain('**fixes**');
    expect(await hover('fixes=look', 8)).toContain('test -d "$log_dir"');
    expect(await hover('"web[1-3]', 3)).toMatch(/\*\*6 hosts\*\*[\s\S]*`web1` `192\.0\.2\.1`/);
    expect(await hover('{{ log_dir', 5)).toMatch(/input[\s\S]*where logs go[\s\S]*`\/mnt\/log`/);
    expect(await hover('inputs:', 2)).toContain('**inputs**');
    expect(await hover('default:', 2)).toContain('**default**');
    expect(await hover('title:', 2)).toContain('**title**');
  });

  it('finds titles and blocks of every runbook of the workspace', async () => {
    const search = async (query: string): Promise<string[][]> =>
      (await ask<{ name: string; containerName: string; location: { uri: string } }[]>('workspace/symbol', { query })).map(
        ({ name, containerName, location }) => [name, containerName, location.uri.slice(`file://${folder}/`.length)],
      );
    expect(await search('rstrt')).toEqual([['restart-all', 'Other one', 'other.md']]);
    expect(await search('other')).toEqual([['Other one', 'other.md', 'other.md']]);
    expect(await search('mend')).toEqual([['mend', 'Disk', 'book.md']]);
  });

  it('brings attributes into shape when it is asked to, and by itself never', async () => {
    const only = ['refactor.rewrite.opsbook.attributes'];
    const range = { start: at(book, 'name=mend'), end: at(book, 'name=mend') };
    const found = await ask<{ title: string; edit: { changes: Record<string, { newText: string }[]> } }[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only },
    });
    expect(found.map(({ edit }) => edit.changes[uri]?.map(({ newText }) => newText))).toEqual([
      ['sh {name=mend fixes=look hosts=db1 sudo=true}'],
    ]);
    const formatted = await ask<unknown[]>('textDocument/formatting', {
      textDocument: { uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(JSON.stringify(formatted)).not.toContain('name=mend');
  });
});

describe('templates of several blocks', () => {
  it('are found where they are defined and named, and renamed together', async () => {
    const block = (name: string, file: string, text: string): string =>
      `\`\`\`rsyslog {name=${name} file=/etc/rsyslog.d/${file} reload=r}\n${text}\n\`\`\`\n\n`;
    const text = `---\nrunbook:\n  hosts: web1\n---\n\n${block('a', '05-a.conf', 'template(name="brief" type="string" string="%msg%")')}${block('b', '10-b.conf', 'action(type="omfile" file="/var/log/syslog" template="brief")')}\`\`\`sh {name=r}\nsystemctl restart rsyslog\n\`\`\`\n`;
    await show(text);
    const params = { textDocument: { uri }, position: at(text, 'template="brief"', 12) };
    const definitions = await ask<{ range: Range }[]>('textDocument/definition', params);
    expect(definitions.map(({ range }) => range.start)).toEqual([at(text, 'brief')]);
    const edit = await ask<{ changes: Record<string, { range: Range }[]> }>('textDocument/rename', { ...params, newName: 'short' });
    expect(edit.changes[uri]?.map(({ range }) => range.start.line).sort((a, b) => a - b)).toEqual([6, 10]);
    expect((await rules()).filter((rule) => rule.startsWith('rsyslog-') || rule === 'runbook-defined-later')).toEqual([]);
  });
});

describe('repairs of a runbook', () => {
  interface Action {
    readonly title: string;
    readonly kind: string;
    readonly edit: { readonly changes: Record<string, { range: Range; newText: string }[]> };
  }
  const actions = (position: Position, only: string): Promise<Action[]> =>
    ask<Action[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: [only] },
    });

  it('are one, all of a kind, and all that are certain', async () => {
    const text =
      '---\nrunbook:\n  hosts: @edge\n---\n\n```sh {name=a tiemout=1s}\ntrue\n```\n\n```sh {name=b tiemout=1s}\ntrue\n```\n\n```sh{hosts=web1}\ntrue\n```\n';
    await show(text);
    const quick = await actions(at(text, 'tiemout', 2), 'quickfix');
    expect(quick.map(({ edit }) => edit.changes[uri]?.length)).toEqual([1, 2]);
    expect(quick[1]?.edit.changes[uri]?.map(({ newText }) => newText)).toEqual(['timeout', 'timeout']);
    const [all, ...others] = await actions({ line: 0, character: 0 }, 'source.fixAll');
    expect(others).toEqual([]);
    expect(all?.kind).toBe('source.fixAll.opsbook');
    expect(all?.edit.changes[uri]?.map(({ range, newText }) => [range.start.line, newText])).toEqual([
      [2, '"@edge"'],
      [13, ' '],
    ]);
  });
});

describe('completion in a runbook', () => {
  const fence = (info: string): string =>
    `---\nrunbook:\n  hosts: web1\n  inputs:\n    dir: { default: /x }\n---\n\n\`\`\`sh {name=look check=true}\ntrue\n\`\`\`\n\n\`\`\`${info}\ntrue\n\`\`\`\n`;
  it('offers languages, attributes, names, hosts and values in an info string', async () => {
    expect(await labels(fence('lo|'))).toEqual(expect.arrayContaining(['logrotate', 'rsyslog', 'sh', 'bash', 'console']));
    expect(await labels(fence('sh {name=x |}'))).toEqual(expect.arrayContaining(['fixes', 'hosts', 'timeout', 'file']));
    expect(await labels(fence('sh {name=x |}'))).not.toContain('name');
    expect(await labels(fence('sh {fixes=|}'))).toEqual(['look']);
    expect(await labels(fence('sh {requires=a,lo|}'))).toEqual(['look']);
    expect(await labels(fence('sh {hosts=|}'))).toEqual(expect.arrayContaining(['local', 'web2', '@edge']));
    expect(await labels(fence('sh {hosts="web1,|"}'))).toEqual(expect.arrayContaining(['local', 'web2', '@edge']));
    expect(await labels(fence('sh {timeout=|}'))).toContain('60s');
    expect(await labels(fence('logrotate {file=|}'))).toEqual(expect.arrayContaining(['/etc/logrotate.d/', '$dir']));
    expect(await labels(fence('sh {cwd=$|}'))).toEqual(['$dir']);
  });

  it('replaces exactly what was typed', async () => {
    const text = fence('sh {hosts=web1,lo|}');
    const item = (await offered(text)).find(({ label }) => label === 'local');
    expect(item?.textEdit?.range).toEqual({ start: at(text.replace('|', ''), 'lo}'), end: at(text, '|') });
  });

  it('knows the front matter by its schema, half-written too', async () => {
    const matter = (text: string): string => `---\n${text}\n---\n\n\`\`\`sh {check=true}\ntrue\n\`\`\`\n`;
    expect(await labels(matter('ti|\nrunbook:'))).toEqual(expect.arrayContaining(['title', 'shell']));
    expect(await labels(matter('runbook:\n  |'))).toEqual(expect.arrayContaining(['hosts', 'rolling', 'inputs', 'symptoms']));
    expect(await labels(matter('runbook:\n  hosts: web1\n  m|'))).not.toContain('hosts');
    expect(await labels(matter('runbook:\n  hosts: |'))).toEqual(expect.arrayContaining(['web1', '"@edge"']));
    expect(await labels(matter('runbook:\n  sudo: |'))).toEqual(['true', 'false']);
    expect(await labels(matter('runbook:\n  inputs:\n    x:\n      |'))).toEqual([
      'default',
      'pattern',
      'choices',
      'description',
      'secret',
    ]);
    expect(await labels(matter('runbook:\n  inputs:\n    x: { default: 1, | }'))).toEqual(['pattern', 'choices', 'description', 'secret']);
    expect(await labels(matter('runbook:\n  symptoms:\n    - |'))).toEqual(['match', 'file']);
    expect(await labels(matter('runbook:\n  inputs:\n    |'))).toEqual([]);
  });
});

describe('while somebody types', () => {
  it('nothing is told that the next keystroke could cure, and all of it after a pause', async () => {
    const begun = '---\nrunbook:\n  hosts: sandbox\n---\n\n```sh {name=a }\ntrue\n```\n';
    await show(begun);
    expect(await rules()).toEqual([]);
    const before = client.refreshes();
    const start = at(begun, ' }', 1);
    for (const [index, letter] of [...'tim'].entries()) {
      version++;
      const place = { line: start.line, character: start.character + index };
      await client.change(uri, version, [{ range: { start: place, end: place }, text: letter }]);
      expect(await rules()).toEqual([]);
    }
    await expect.poll(rules, { timeout: 5000 }).toEqual(['runbook-unknown-attribute']);
    await expect.poll(() => client.refreshes(), { timeout: 5000 }).toBeGreaterThan(before);
  });

  it('what stands elsewhere is told all the while', async () => {
    const begun = '---\nrunbook:\n  hosts: sandbox\n---\n\n```sh {tmeout=1s name=a }\ntrue\n```\n';
    await show(begun);
    version++;
    const place = at(begun, ' }', 1);
    await client.change(uri, version, [{ range: { start: place, end: place }, text: 'x' }]);
    expect((await pull()).map(({ range }) => range.start)).toEqual([at(begun, 'tmeout')]);
  });
});
