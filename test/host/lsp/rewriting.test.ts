import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, startClient } from './client.ts';

interface Action {
  readonly title: string;
  readonly disabled?: { readonly reason: string };
  readonly edit?: {
    readonly changes?: Readonly<Record<string, readonly { readonly newText: string }[]>>;
    readonly documentChanges?: readonly {
      readonly kind?: string;
      readonly newUri?: string;
      readonly edits?: readonly { readonly newText: string }[];
    }[];
  };
}

const kind = 'refactor.rewrite.opsbook.syntax';
const uri = 'file:///w/etc/rsyslog.d/a.conf';
const yaml = 'file:///w/etc/rsyslog.d/b.yaml';
const runbook = 'file:///w/x.runbook.md';
const text = '# kept\ninput(type="imudp" port="514")\n';
let able: Client;
let plain: Client;
const actions = (client: Client, of: string, line: number, context: object): Promise<readonly Action[]> =>
  client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: of },
    range: { start: { line, character: 0 }, end: { line, character: 0 } },
    context: { diagnostics: [], ...context },
  });
const asked = (client: Client, of: string, line: number): Promise<readonly Action[]> => actions(client, of, line, { only: [kind] });

beforeAll(async () => {
  able = await startClient({
    capabilities: {
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename'] } },
      textDocument: { codeAction: { disabledSupport: true } },
    },
  });
  plain = await startClient();
  for (const client of [able, plain]) {
    await client.open(uri, 'rsyslog', text);
    await client.open(yaml, 'rsyslog-yaml', 'inputs:\n  - type: imudp\n    port: "514"\n');
    await client.open('file:///w/etc/rsyslog.d/c.conf', 'rsyslog', 'action(type="omfile"\n');
    await client.open(
      runbook,
      'markdown',
      `# R\n\n- item\n\n  \`\`\`rsyslog {file=/etc/rsyslog.d/a.conf}\n  # kept\n  input(type="imudp" port="514")\n  \`\`\`\n`,
    );
  }
});
afterAll(async () => {
  expect([await able.stop(), await plain.stop()]).toEqual([0, 0]);
});

it('writes a file as YAML and gives it the name that rsyslogd tells YAML by', async () => {
  const [action] = await asked(able, uri, 1);
  expect(action?.title).toBe('Write this file as YAML');
  const [edit, rename] = action?.edit?.documentChanges ?? [];
  expect(edit?.edits?.map(({ newText }) => newText).join('')).toMatch(/^inputs:\n {2}# kept\n {2}- type: imudp\n/m);
  expect(rename).toMatchObject({ kind: 'rename', newUri: 'file:///w/etc/rsyslog.d/a.yaml' });
});

it('writes YAML as RainerScript, but not over a file that is there', async () => {
  const [action] = await asked(able, yaml, 1);
  expect(action?.title).toBe('Write this file as RainerScript');
  expect(action?.edit?.documentChanges?.[0]?.edits?.[0]?.newText).toContain('input(type="imudp"');
  await able.open('file:///w/etc/rsyslog.d/b.conf', 'rsyslog', '*.* /x\n');
  expect((await asked(able, yaml, 1))[0]?.disabled?.reason).toMatch(/b\.conf is there already/);
});

it('changes a fence, its language and the name of its file, inside of a list', async () => {
  for (const line of [4, 5]) {
    const [action] = await asked(plain, runbook, line);
    const texts = action?.edit?.changes?.[runbook]?.map(({ newText }) => newText) ?? [];
    expect(texts[0]).toBe('rsyslog-yaml');
    expect(texts[1]).toBe('version: 2\n\n  inputs:\n    # kept\n    - type: imudp\n      port: 514\n');
    expect(texts[2]).toBe('.yaml');
  }
});

it('says why it cannot, to a client that shows it', async () => {
  const [action] = await asked(able, 'file:///w/etc/rsyslog.d/c.conf', 0);
  expect(action?.edit).toBeUndefined();
  expect(action?.disabled?.reason).toMatch(/^Line \d/);
  expect(await asked(plain, 'file:///w/etc/rsyslog.d/c.conf', 0)).toEqual([]);
});

it('offers nothing to a client that cannot rename, and none for the light bulb', async () => {
  expect(await asked(plain, uri, 1)).toEqual([]);
  const automatic = await actions(able, uri, 1, { triggerKind: 2 });
  expect(automatic.filter(({ title }) => title.startsWith('Write this'))).toEqual([]);
});
