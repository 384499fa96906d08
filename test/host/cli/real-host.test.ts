import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasSshd, makeKey, type RealSshd, startSshd } from '../ssh/real-sshd.ts';
import { type Called, opsbook } from './opsbook.ts';

let folder: string;
let sshd: RealSshd;
const call = (...args: string[]): Promise<Called> =>
  opsbook(args, { cwd: folder, env: { XDG_STATE_HOME: join(folder, 'state'), SSH_AUTH_SOCK: '' } });
/** An ssh_config with the test's own host, and changes to it. */
const config = (name: string, more: Record<string, string> = {}): string => {
  const lines = {
    HostName: sshd.address,
    Port: String(sshd.port),
    User: sshd.user,
    IdentityFile: sshd.keyFile,
    IdentitiesOnly: 'yes',
    UserKnownHostsFile: sshd.knownHosts,
    GlobalKnownHostsFile: 'none',
    ...more,
  };
  writeFileSync(
    join(folder, name),
    `Host practice other\n${Object.entries(lines)
      .map(([key, value]) => `  ${key} ${value}\n`)
      .join('')}`,
  );
  return name;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-real-'));
  hasSshd();
  sshd = await startSshd();
  writeFileSync(
    join(folder, 'book.md'),
    '---\nrunbook:\n  hosts: practice\n---\n\n```sh {name=who}\nid -un; echo "$OPSBOOK_HOST $OPSBOOK_AUTH"\n```\n',
  );
});
afterAll(async () => {
  await sshd.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('opsbook run on a real sshd', () => {
  it('goes where ssh_config says, and says who it was there', async () => {
    const { status, stdout } = await call('run', '--yes', '--ssh-config', config('good'), 'book.md');
    expect(stdout).toContain(`| ${sshd.user}\n`);
    expect(stdout).toContain('| practice publickey\n');
    expect(status).toBe(0);
  });

  it('asks two hosts at once, and names each of those that gave the same', async () => {
    const { status, stdout } = await call('run', '--yes', '--ssh-config', config('good'), '--host', 'practice,other', 'book.md');
    expect(stdout).toContain('other,practice (2) ok who');
    expect(stdout).toContain('| {host} publickey');
    expect([status, stdout]).toEqual([0, expect.stringMatching(/2 ok/)]);
  });

  it('goes where opsbook.yaml says', async () => {
    const sub = mkdtempSync(join(folder, 'yaml-'));
    writeFileSync(
      join(sub, 'opsbook.yaml'),
      `hosts:\n  mine: { address: ${sshd.address}, port: ${sshd.port}, user: ${sshd.user} }\ngroups:\n  all-of-them: mine\n`,
    );
    writeFileSync(
      join(sub, 'ssh'),
      `Host *\n  IdentityFile ${sshd.keyFile}\n  IdentitiesOnly yes\n  UserKnownHostsFile ${sshd.knownHosts}\n`,
    );
    writeFileSync(join(sub, 'b.md'), '---\nrunbook:\n  hosts: "@all-of-them"\n---\n\n```sh\necho "at $OPSBOOK_HOST"\n```\n');
    const { status, stdout, stderr } = await opsbook(['run', '--yes', '--ssh-config', 'ssh', 'b.md'], {
      cwd: sub,
      env: { XDG_STATE_HOME: join(folder, 'state'), SSH_AUTH_SOCK: '' },
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('| at mine\n');
  });

  it('refuses a host key that nobody knows, and takes it with --accept-new-host-keys', async () => {
    const known = join(folder, 'known-new');
    writeFileSync(known, '');
    const file = config('unknown', { UserKnownHostsFile: known });
    const refused = await call('run', '--yes', '--ssh-config', file, 'book.md');
    expect(refused.stdout + refused.stderr).toMatch(/SHA256:.*--accept-new-host-keys/s);
    expect([refused.status, readFileSync(known, 'utf8')]).toEqual([1, '']);
    expect((await call('run', '--yes', '--accept-new-host-keys', '--ssh-config', file, 'book.md')).status).toBe(0);
    expect(readFileSync(known, 'utf8')).toContain('ssh-ed25519');
    expect((await call('run', '--yes', '--ssh-config', file, 'book.md')).status).toBe(0);
  });

  it('takes an unknown key where ssh is told to, never a changed one, and the plan says so', async () => {
    const known = join(folder, 'known-as-told');
    writeFileSync(known, '');
    for (const told of ['accept-new', 'no']) {
      const file = config(`told-${told}`, { UserKnownHostsFile: known, StrictHostKeyChecking: told });
      const { status, stdout } = await call('run', '--yes', '--ssh-config', file, 'book.md');
      if (told === 'accept-new')
        expect(stdout).toMatch(/the key of `\S+` was not known and is taken, as ssh is told to: ssh-ed25519 SHA256:/);
      else expect(stdout).not.toContain('is taken');
      expect(status).toBe(0);
      expect(readFileSync(known, 'utf8').split('ssh-ed25519').length).toBe(2);
    }
    const [, , key] = readFileSync(known, 'utf8').split(' ');
    const other = readFileSync(`${makeKey(join(folder, 'one-more'))}.pub`, 'utf8').split(' ')[1] ?? '';
    writeFileSync(known, readFileSync(known, 'utf8').replace(key?.trim() ?? '', other));
    const changed = config('told-changed', { UserKnownHostsFile: known, StrictHostKeyChecking: 'no' });
    expect((await call('run', '--yes', '--ssh-config', changed, 'book.md')).stdout).toMatch(/has changed: .*known-as-told` line 1 says/);
  });

  it('refuses a changed host key, whatever the flags, with the file and line that know another', async () => {
    const known = join(folder, 'known-changed');
    const other = readFileSync(`${makeKey(join(folder, 'another'))}.pub`, 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
    writeFileSync(known, `# a comment\n[${sshd.address}]:${sshd.port} ${other}\n`);
    const { status, stdout } = await call(
      'run',
      '--yes',
      '--accept-new-host-keys',
      '--ssh-config',
      config('changed', { UserKnownHostsFile: known }),
      'book.md',
    );
    expect(stdout).toContain('refused');
    expect(stdout).toMatch(/known-changed.*2/);
    expect(status).toBe(1);
    expect(readFileSync(known, 'utf8').split('\n').length).toBe(3);
  });

  it('says what was tried where the host lets nobody in', async () => {
    const { status, stdout } = await call(
      'run',
      '--yes',
      '--ssh-config',
      config('wrong', { IdentityFile: makeKey(join(folder, 'wrong-key')) }),
      'book.md',
    );
    expect(stdout).toMatch(/refused.*wrong-key/s);
    expect(status).toBe(1);
  });
});
