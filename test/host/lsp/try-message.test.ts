import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, startClient } from './client.ts';

const uri = 'file:///w/etc/rsyslog.conf';
const text = '# <38>Oct 11 22:14:15 web1 sshd[7]: hi\nauth.* /var/log/auth.log\n';
let client: Client;

beforeAll(async () => {
  client = await startClient();
  await client.open(uri, 'rsyslog', text);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
});

describe('a sample message in the editor', () => {
  it('is tried by a request', async () => {
    const told = await client.connection.sendRequest<string[]>('opsbook/tryMessage', { uri, message: '<38>x y: z', line: 1, character: 0 });
    expect(told.join('\n')).toContain('rsyslog.conf:2  writes  /var/log/auth.log');
    expect(await client.connection.sendRequest('opsbook/tryMessage', { uri: 'file:///w/none.txt', message: 'x' })).toBeNull();
  });

  it('is offered where it is selected', async () => {
    const range = { start: { line: 0, character: 2 }, end: { line: 0, character: 38 } };
    const actions = await client.connection.sendRequest<{ title: string; command?: { command: string; arguments: unknown[] } }[]>(
      'textDocument/codeAction',
      { textDocument: { uri }, range, context: { diagnostics: [] } },
    );
    const found = actions.find(({ title }) => title === 'Try this message');
    expect(found?.command).toMatchObject({ command: 'opsbook.tryMessage', arguments: [{ message: text.slice(2, 38), line: 0 }] });
  });

  it('is told by hovering over it in a comment', async () => {
    const hover = await client.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 0, character: 8 },
    });
    expect(hover.contents.value).toContain('writes  /var/log/auth.log');
  });
});

describe('rulesets and variables in the editor', () => {
  const other = 'file:///w/etc/rsyslog.d/calls.conf';
  const rules =
    'ruleset(name="inner") {\n  set $.n = $msg;\n  *.* /var/log/inner\n}\nruleset(name="outer") {\n  call inner\n}\ninput(type="imudp" port="514" ruleset="outer")\nif $.n == "x" then stop\n';

  it('have a call tree', async () => {
    await client.open(other, 'rsyslog', rules);
    const [item] = await client.connection.sendRequest<{ name: string }[]>('textDocument/prepareCallHierarchy', {
      textDocument: { uri: other },
      position: { line: 4, character: 16 },
    });
    expect(item?.name).toBe('outer');
    const incoming = await client.connection.sendRequest<{ from: { name: string } }[]>('callHierarchy/incomingCalls', { item });
    expect(incoming.map(({ from }) => from.name)).toEqual(['input(type="imudp" port="514" ruleset="outer")']);
    const outgoing = await client.connection.sendRequest<{ to: { name: string } }[]>('callHierarchy/outgoingCalls', { item });
    expect(outgoing.map(({ to }) => to.name)).toEqual(['inner']);
  });

  it('are found where they are set and read', async () => {
    const found = await client.connection.sendRequest<{ range: { start: { line: number } } }[]>('textDocument/references', {
      textDocument: { uri: other },
      position: { line: 8, character: 5 },
      context: { includeDeclaration: true },
    });
    expect(found.map(({ range }) => range.start.line)).toEqual([1, 8]);
  });
});
