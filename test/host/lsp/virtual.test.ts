import { afterEach, describe, expect, it } from 'vitest';
import { pathOf, uriOfPath } from '../../../server/src/lsp/uri-path.ts';
import { startBrowserClient } from './browser-client.ts';
import { type Client, startClient } from './client.ts';

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** Files by URI, as an editor knows them that has cloned nothing. */
function fileSystem(files: Readonly<Record<string, string>>) {
  const names = Object.keys(files);
  return {
    'opsbook/readFile': ({ uri }: { uri: string }) =>
      uri in files ? { text: files[uri] } : { trouble: 'missing', message: 'there is no such file' },
    'opsbook/listFolder': ({ uri }: { uri: string }) => {
      const folder = uri.replace(/\/?$/, '/');
      const entries = new Map<string, 'file' | 'folder'>();
      for (const name of names.filter((each) => each.startsWith(folder))) {
        const [first = '', ...rest] = name.slice(folder.length).split('/');
        entries.set(first, rest.length > 0 ? 'folder' : 'file');
      }
      return entries.size === 0 ? null : [...entries].map(([name, kind]) => ({ name, kind }));
    },
    'opsbook/entryKind': ({ uri }: { uri: string }) =>
      uri in files ? 'file' : names.some((name) => name.startsWith(`${uri}/`)) ? 'folder' : null,
  };
}

const log = '/var/log/x {\n    daily\n    rotate 3\n    missingok\n}\n';

describe('a workspace in a file system of the editor’s own', () => {
  it.each([
    { where: 'Node', start: startClient, root: 'vscode-vfs://github/owner/name' },
    { where: 'Node', start: startClient, root: 'mem:' },
    { where: 'a browser', start: startBrowserClient, root: 'vscode-vfs://github/owner/name' },
    { where: 'a browser', start: startBrowserClient, root: 'mem:' },
    // In a browser a folder of the disk is the editor's too, and so is one of a machine elsewhere.
    { where: 'a browser', start: startBrowserClient, root: 'file:///srv/fleet' },
    { where: 'a browser', start: startBrowserClient, root: 'vscode-remote://web1:8080/srv/fleet' },
  ])('is judged as a whole in $where: $root', async ({ start, root }) => {
    const files = {
      [`${root}/etc/logrotate.conf`]: 'weekly\ninclude /etc/logrotate.d\n',
      [`${root}/etc/logrotate.d/a`]: log,
      [`${root}/etc/logrotate.d/b`]: log,
    };
    client = await start({ root: root === 'mem:' ? 'mem:/' : root, requests: fileSystem(files) });
    const { connection } = client;
    const uri = `${root}/etc/logrotate.d/b`;
    await client.open(uri, 'logrotate', log);
    const pull = () =>
      connection.sendRequest<{ items: { code: string; relatedInformation?: { location: { uri: string } }[] }[] }>(
        'textDocument/diagnostic',
        {
          textDocument: { uri },
        },
      );
    await expect.poll(async () => (await pull()).items.map(({ code }) => code), { timeout: 10_000 }).toContain('logrotate-duplicate-log');
    const twice = (await pull()).items.find(({ code }) => code === 'logrotate-duplicate-log');
    expect(twice?.relatedInformation?.[0]?.location.uri).toBe(`${root}/etc/logrotate.d/a`);
    const conf = `${root}/etc/logrotate.conf`;
    await client.open(conf, 'logrotate', files[conf] as string);
    const found = await connection.sendRequest<{ uri: string }[]>('textDocument/definition', {
      textDocument: { uri: conf },
      position: { line: 1, character: 12 },
    });
    expect(found.map((place) => place.uri).sort()).toEqual([`${root}/etc/logrotate.d/a`, `${root}/etc/logrotate.d/b`]);
  });

  it('is empty for an editor that knows none of our requests, and the open file is judged all the same', async () => {
    client = await startClient({ root: 'mem:/' });
    await client.open('mem:/etc/logrotate.d/b', 'logrotate', '/var/log/x {\n    dailly\n}\n');
    const { items } = await client.connection.sendRequest<{ items: { code: string }[] }>('textDocument/diagnostic', {
      textDocument: { uri: 'mem:/etc/logrotate.d/b' },
    });
    expect(items.map(({ code }) => code)).toContain('logrotate-unknown-directive');
  });

  it.each(['file:///etc/x%20y', 'vscode-vfs://github/owner/name/a%23b', 'mem:/a', 'untitled:Untitled-1'])('keeps a URI: %s', (uri) => {
    const path = pathOf(uri);
    expect(pathOf(uriOfPath(path))).toBe(path);
  });
});
