import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JudgeInfo, judgesRequest, type SettingEdit, settingEditRequest } from '../../../server/src/protocol.ts';
import { type Client, startClient } from './client.ts';

let root: string;
let client: Client | undefined;
const write = (path: string, text: string): string => {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return `file://${full}`;
};
const file = 'auto eth0\niface eth0 inet dhcp\n';
const open = async (path: string, language: string, text: string): Promise<{ target: Client; uri: string }> => {
  const uri = write(path, text);
  client = await startClient({ folder: root });
  await client.open(uri, language, text);
  return { target: client, uri };
};
const judges = async (target: Client, uri: string): Promise<readonly Pick<JudgeInfo, 'language' | 'label' | 'reason'>[]> =>
  (await target.connection.sendRequest<readonly JudgeInfo[]>(judgesRequest, { uri })).map(({ language, label, reason }) => ({
    language,
    label,
    reason,
  }));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-judges-'));
});
afterEach(async () => {
  await client?.stop();
  client = undefined;
  rmSync(root, { recursive: true, force: true });
});

describe('who judges a file', () => {
  it('is told by what is installed beside it', async () => {
    mkdirSync(join(root, 'host/etc/network/ifupdown2'), { recursive: true });
    const { target, uri } = await open('host/etc/network/interfaces', 'interfaces', file);
    await expect
      .poll(() => judges(target, uri), { timeout: 5000 })
      .toEqual([{ language: 'interfaces', label: 'ifupdown2', reason: '`/etc/network/ifupdown2` is beside it' }]);
  });

  it('is told by its words, else by its neighbours', async () => {
    const main = write('host/etc/network/interfaces', 'auto br0\niface br0\n    bridge-ports swp1\n    bridge-vids 2-100\n');
    const { target, uri } = await open('host/etc/network/interfaces.d/more', 'interfaces', file);
    await expect
      .poll(() => judges(target, uri), { timeout: 5000 })
      .toEqual([{ language: 'interfaces', label: 'ifupdown2', reason: `\`${main.slice('file://'.length)}\` is written for it` }]);
  });

  it('of another language is the release that the setting names', async () => {
    write('opsbook.yaml', 'logrotate:\n  version: "3.21"\n');
    const { target, uri } = await open('logrotate.conf', 'logrotate', '/var/log/x {\n    daily\n}\n');
    expect(await judges(target, uri)).toEqual([{ language: 'logrotate', label: '3.21', reason: 'The setting says so' }]);
  });

  it('is chosen in opsbook.yaml, which is made where there is none', async () => {
    const { target, uri } = await open('etc/network/interfaces', 'interfaces', file);
    const ask = (value: string): Promise<SettingEdit | null> =>
      target.connection.sendRequest(settingEditRequest, { uri, language: 'interfaces', key: 'dialect', value });
    const place = `file://${root}/opsbook.yaml`;
    expect(await ask('busybox')).toEqual({ uri: place, create: true, text: 'interfaces:\n  dialect: busybox\n' });
    write('opsbook.yaml', '# ours\nhosts: [web1]\ninterfaces:\n  dialect: ifupdown # old\n');
    await target.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: place, type: 1 }] });
    await expect
      .poll(() => ask('busybox'), { timeout: 5000 })
      .toEqual({ uri: place, create: false, text: '# ours\nhosts: [web1]\ninterfaces:\n  dialect: busybox # old\n' });
    write('opsbook.yaml', 'overrides:\n  - files: ["**/interfaces"]\n    interfaces:\n      dialect: ifupdown2\n');
    await target.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: place, type: 2 }] });
    await expect.poll(() => ask('busybox'), { timeout: 5000 }).toEqual({ uri: place, create: false });
  });
});
