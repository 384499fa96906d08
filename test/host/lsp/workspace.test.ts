import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, startClient } from './client.ts';

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly severity: number;
  readonly relatedInformation?: readonly { readonly location: { readonly uri: string } }[];
}

let root: string;
let client: Client | undefined;
const write = (path: string, text: string): string => {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return `file://${full}`;
};
const start = async (): Promise<Client> => {
  client = await startClient({ folder: join(root, 'work') });
  return client;
};
const pull = (target: Client, uri: string) =>
  target.connection.sendRequest<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
const codes = async (target: Client, uri: string): Promise<readonly string[]> => (await pull(target, uri)).items.map(({ code }) => code);
const changed = (target: Client, uri: string): Promise<void> =>
  target.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-lsp-'));
});
afterEach(async () => {
  await client?.stop();
  client = undefined;
  rmSync(root, { recursive: true, force: true });
});

describe('the workspace of opsbook lsp', () => {
  it('judges a file by what the other files of its tree say, open or not', async () => {
    const log = '/var/log/x {\n    daily\n    rotate 3\n    missingok\n}\n';
    const a = write('work/etc/logrotate.d/a', log);
    const b = write('work/etc/logrotate.d/b', log);
    const target = await start();
    await target.open(b, 'logrotate', log);
    const duplicate = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
      found.filter(({ code }) => code === 'logrotate-duplicate-log');
    await expect.poll(async () => duplicate((await pull(target, b)).items).length, { timeout: 5000 }).toBe(1);
    const before = target.refreshes();
    write('work/etc/logrotate.d/a', log.replace('/var/log/x', '/var/log/y'));
    await changed(target, a);
    await expect.poll(() => target.refreshes(), { timeout: 5000 }).toBeGreaterThan(before);
    expect(duplicate((await pull(target, b)).items)).toEqual([]);
    // What is typed counts before what is saved.
    await target.open(a, 'logrotate', log);
    expect(duplicate((await pull(target, b)).items).length).toBe(1);
  });

  it('asks for no new pull where a changed file says the same as before', async () => {
    const a = write('work/etc/logrotate.d/a', '/var/log/x {\n    daily\n}\n');
    const b = write('work/etc/logrotate.d/b', '/var/log/y {\n    daily\n}\n');
    const target = await start();
    await target.open(b, 'logrotate', '/var/log/y {\n    daily\n}\n');
    await codes(target, b);
    await expect.poll(() => target.refreshes(), { timeout: 5000 }).toBeGreaterThanOrEqual(2);
    const before = target.refreshes();
    write('work/etc/logrotate.d/a', '/var/log/x {\n    daily\n}\n# one more comment\n');
    await changed(target, a);
    await codes(target, b);
    await new Promise((resume) => setTimeout(resume, 300));
    expect(target.refreshes()).toBe(before);
  });

  it('takes host names from opsbook.yaml nearest above a file, and from none outside of the folder', async () => {
    write('opsbook.yaml', 'hosts: [outside]\n');
    write('work/opsbook.yaml', 'hosts: [web1]\n');
    write('work/inner/opsbook.yaml', 'hosts: [db1]\n');
    const book = (host: string): string => `---\nrunbook:\n  hosts: ${host}\n---\n\n\`\`\`sh\ntrue\n\`\`\`\n`;
    const target = await start();
    const unknown = async (path: string, host: string): Promise<boolean> => {
      const uri = write(path, book(host));
      await target.open(uri, 'markdown', book(host));
      return (await codes(target, uri)).includes('runbook-unknown-host');
    };
    expect(await unknown('work/a.md', 'web1')).toBe(false);
    expect(await unknown('work/b.md', 'db1')).toBe(true);
    expect(await unknown('work/c.md', 'outside')).toBe(true);
    expect(await unknown('work/inner/d.md', 'db1')).toBe(false);
    expect(await unknown('work/inner/e.md', 'web1')).toBe(true);
    // Of a file outside of the folder not everything may be read that could name a host.
    expect(await unknown('f.md', 'web1')).toBe(false);
  });

  it('takes the word of opsbook.yaml anew when that changes', async () => {
    const yaml = write('work/opsbook.yaml', 'hosts: [web1]\n');
    const text = '---\nrunbook:\n  hosts: web2\n---\n\n```sh\ntrue\n```\n';
    const uri = write('work/a.md', text);
    const target = await start();
    await target.open(uri, 'markdown', text);
    expect(await codes(target, uri)).toContain('runbook-unknown-host');
    write('work/opsbook.yaml', 'hosts: [web2]\n');
    await changed(target, yaml);
    await expect.poll(() => codes(target, uri), { timeout: 5000 }).not.toContain('runbook-unknown-host');
  });

  it('takes the word of the ssh_config anew when that changes, though it lies outside of the folder', async () => {
    const config = write('ssh_config', 'Host web1\n');
    const text = '---\nrunbook:\n  hosts: web2\n---\n\n```sh\ntrue\n```\n';
    const uri = write('work/a.md', text);
    client = await startClient({
      folder: join(root, 'work'),
      initializationOptions: { trusted: true, sshConfig: join(root, 'ssh_config') },
    });
    await client.open(uri, 'markdown', text);
    expect(await codes(client, uri)).toContain('runbook-unknown-host');
    write('ssh_config', 'Host web1 web2\n');
    await changed(client, config);
    await expect.poll(async () => codes(client as Client, uri), { timeout: 5000 }).not.toContain('runbook-unknown-host');
  });

  it('knows the hosts of production of every folder, and of the opsbook.yaml that counts for a document', async () => {
    write('work/opsbook.yaml', 'hosts:\n  web1: {}\n  both: {}\ngroups:\n  all: web1\n  some: both\n  few: both\n');
    write(
      'second/opsbook.yaml',
      'hosts:\n  db1: {production: true}\n  both: {production: true}\ngroups:\n  few: db1\n  all: db1\n  dbs: db1\n',
    );
    write('work/inner/opsbook.yaml', 'hosts:\n  lb1: {production: true}\n');
    const inner = write('work/inner/lb.runbook.md', '---\nrunbook:\n  hosts: lb1\n---\n\n```sh {name=a check=true}\ntrue\n```\n');
    client = await startClient({ folders: [join(root, 'work'), join(root, 'second')], initializationOptions: { trusted: true } });
    const { connection } = client;
    interface Answer {
      readonly hosts: readonly { readonly name: string; readonly production: boolean }[];
      readonly groups: readonly { readonly name: string; readonly hosts: readonly string[] }[];
    }
    const all = await connection.sendRequest<Answer>('opsbook/inventory', {});
    expect(all.hosts.filter(({ production }) => production).map(({ name }) => name)).toEqual(['both', 'db1']);
    expect(all.groups).toEqual([
      { name: 'all', hosts: ['web1'] },
      { name: 'some', hosts: ['both'] },
      { name: 'few', hosts: ['both'] },
      { name: 'dbs', hosts: ['db1'] },
    ]);
    const { hosts } = await connection.sendRequest<Answer>('opsbook/inventory', { uri: inner });
    expect(hosts.filter(({ production }) => production).map(({ name }) => name)).toEqual(['lb1', 'both', 'db1']);
  });

  it('lists the runbooks as they are on disk whenever it is asked', async () => {
    write('work/old.runbook.md', '---\ntitle: A\nrunbook:\n  hosts: local\n---\n');
    const target = await start();
    const listed = async (): Promise<readonly string[]> => {
      const runbooks = await target.connection.sendRequest<readonly { uri: string }[]>('opsbook/runbooks');
      return runbooks.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1));
    };
    expect(await listed()).toEqual(['old.runbook.md']);
    renameSync(join(root, 'work/old.runbook.md'), join(root, 'work/new.runbook.md'));
    expect(await listed()).toEqual(['new.runbook.md']);
  });

  it('gives no report of a large text that changes while it waits for a pause', async () => {
    const target = await start();
    const uri = `file://${root}/work/large.md`;
    const text = `---\nrunbook:\n  hosts: sandbox\n---\n${'words\n'.repeat(900_000)}`;
    await target.open(uri, 'markdown', text);
    const report = pull(target, uri).then(
      () => 'a report',
      (error: { code?: number; data?: unknown }) => ({ code: error.code, data: error.data }),
    );
    await target.change(uri, 2, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: ' ' }]);
    expect(await report).toEqual({ code: -32802, data: { retriggerRequest: true } });
    expect((await pull(target, uri)).items).toBeDefined();
  });

  it('drafts a run of the text as it stands', async () => {
    const target = await start();
    const uri = `file://${root}/work/a.md`;
    await target.open(uri, 'markdown', '---\nrunbook:\n  hosts: sandbox\n---\n\n```sh {name=one}\nfalse\n```\n');
    await target.change(uri, 2, [{ text: '---\nrunbook:\n  hosts: sandbox\n---\n\n```sh {name=two}\ntrue\n```\n' }]);
    const draft = await target.connection.sendRequest<{ blocks: { name: string; targets: string[] }[] }>('opsbook/draft', {
      uri,
      request: {},
    });
    expect(draft.blocks.map(({ name, targets }) => [name, targets])).toEqual([['two', ['sandbox']]]);
  });
});

describe('files that an open one includes', () => {
  const main = 'weekly\nrotate 4\ninclude /etc/logrotate.d\ninclude /etc/more/rotation\n';
  const problemsOf = (target: Client, uri: string): readonly string[] | undefined =>
    (target.published.findLast((one) => one.uri === uri)?.diagnostics as readonly Diagnostic[] | undefined)?.map(({ code }) => code);

  it('have their problems shown without being open, and only as long as they are included', async () => {
    const conf = write('work/etc/logrotate.conf', main);
    const a = write('work/etc/logrotate.d/a', '/var/log/a {\n    dailly\n    missingok\n    notifempty\n}\n');
    const b = write('work/etc/more/rotation', '/var/log/b {\n    size 10m\n    missingok\n    notifempty\n}\n');
    const passedOver = write('work/etc/logrotate.d/a.bak', '/var/log/a {\n    dailly\n}\n');
    write('outside/rotation', '/var/log/c {\n    dailly\n}\n');
    const target = await start();
    await target.open(conf, 'logrotate', main);
    await expect.poll(() => problemsOf(target, a), { timeout: 5000 }).toEqual(['logrotate-unknown-directive']);
    await expect.poll(() => problemsOf(target, b), { timeout: 5000 }).toEqual(['logrotate-bad-size']);
    expect(problemsOf(target, passedOver)).toBeUndefined();
    // Opened, they are judged as open files are, and the published ones are taken back.
    await target.open(a, 'logrotate', '/var/log/a {\n    dailly\n    missingok\n    notifempty\n}\n');
    await expect.poll(() => problemsOf(target, a), { timeout: 5000 }).toEqual([]);
    expect(await codes(target, a)).toEqual(['logrotate-unknown-directive']);
    await target.change(conf, 2, [{ text: 'weekly\nrotate 4\n' }]);
    await expect.poll(() => problemsOf(target, b), { timeout: 5000 }).toEqual([]);
    expect(target.published.some(({ uri }) => uri.includes('outside'))).toBe(false);
  });

  it('are looked at anew when they change on disk', async () => {
    const conf = write('work/etc/logrotate.conf', main);
    const bad = '/var/log/a {\n    dailly\n    missingok\n    notifempty\n}\n';
    const a = write('work/etc/logrotate.d/a', bad);
    const target = await start();
    await target.open(conf, 'logrotate', main);
    await expect.poll(() => problemsOf(target, a), { timeout: 5000 }).toEqual(['logrotate-unknown-directive']);
    write('work/etc/logrotate.d/a', bad.replace('/var/log/a {', '/var/log/a /var/log/aa {').replace('dailly', 'daily'));
    await changed(target, a);
    await expect.poll(() => problemsOf(target, a), { timeout: 5000 }).toEqual([]);
  });
});
