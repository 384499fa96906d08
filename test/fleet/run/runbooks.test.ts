import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Called, opsbook } from '../../host/cli/opsbook.ts';
import { type Fleet, startFleet } from '../fleet.ts';

/* Whole runbooks on real hosts: the symptom is there, the check is red, the remedy mends it, the check is green; what can be taken back is. */

let fleet: Fleet;
let state: string;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'opsbook-runbooks-'));
  fleet = await startFleet({ hosts: 2, mode: 'ns' });
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(state, { recursive: true, force: true });
});

const folder = fileURLToPath(new URL('../../../runbooks/', import.meta.url));
const call = (...args: string[]): Promise<Called> =>
  opsbook([...args, '--ssh-config', fleet.sshConfig], { cwd: folder, env: { XDG_STATE_HOME: state, SSH_AUTH_SOCK: '' } });
const shell = async (host: string, command: string): Promise<string> => (await fleet.exec(host, command)).stdout;
const lint = async (book: string): Promise<string> => (await opsbook(['lint', book, '--hints'], { cwd: folder })).stdout;

describe('power-loss', () => {
  it('makes volumes write at once on batteries, and takes that back', async () => {
    expect(await lint('power-loss.md')).not.toMatch(/error|warning|hint/);
    for (const host of ['h1', 'h2']) await fleet.exec(host, 'mkdir -p /srv/data; mount -t tmpfs data /srv/data; touch /run/on-battery');
    await fleet.exec('h2', 'rm /run/on-battery');
    const options = (host: string): Promise<string> => shell(host, 'findmnt -no OPTIONS /srv/data');
    const plan = await call('plan', 'power-loss.md', '--host', 'h[1-2]');
    expect([plan.status, plan.stdout]).toEqual([0, expect.stringContaining('write-at-once')]);
    const red = await call('check', 'power-loss.md', '--host', 'h[1-2]');
    expect(red.stdout).toMatch(/h1 symptom[^\n]*\n[^\n]*\/srv\/data is not sync/);
    expect(red.status).toBe(1);
    const fixed = await call('fix', 'power-loss.md', '--yes', '--host', 'h[1-2]');
    expect([fixed.status, fixed.stdout]).toEqual([0, expect.stringContaining('fixed')]);
    expect(await options('h1')).toContain('sync');
    expect(await options('h2')).not.toContain('sync');
    expect((await call('check', 'power-loss.md', '--host', 'h[1-2]')).status).toBe(0);
    const run = /record \S+\/(\S+)/.exec(fixed.stdout)?.[1] ?? '';
    await fleet.exec('h1', 'rm /run/on-battery');
    const undone = await call('undo', run, '--yes');
    expect([undone.status, undone.stdout]).toEqual([0, expect.stringContaining('write-later')]);
    expect(await options('h1')).not.toContain('sync');
  });
});

describe('backups-elsewhere', () => {
  it('copies to the second place, reads back, and restores one file', async () => {
    expect(await lint('backups-elsewhere.md')).not.toMatch(/error|warning|hint/);
    await fleet.exec(
      'h1',
      'mkdir -p /srv/backups /mnt/elsewhere /tmp/what; mount -t tmpfs -o mode=1777 elsewhere /mnt/elsewhere; echo precious > /tmp/what/file; tar -czf /srv/backups/a.tar.gz -C /tmp what',
    );
    const red = await call('check', 'backups-elsewhere.md', '--host', 'h1');
    expect([red.status, red.stdout]).toEqual([1, expect.stringContaining('a.tar.gz')]);
    const fixed = await call('run', 'backups-elsewhere.md', '--yes', '--host', 'h1');
    expect(fixed.stdout).toContain('fixed');
    expect(await shell('h1', 'cmp /srv/backups/a.tar.gz /mnt/elsewhere/a.tar.gz && ls -A /mnt/elsewhere')).toBe('a.tar.gz\n');
    const green = await call('check', 'backups-elsewhere.md', '--host', 'h1');
    expect([green.status, green.stdout]).toEqual([0, expect.stringContaining('restores')]);
    // A backup that cannot be read is none.
    await fleet.exec('h1', 'head -c 40 /srv/backups/a.tar.gz > /srv/backups/b.tar.gz');
    expect((await call('check', 'backups-elsewhere.md', '--host', 'h1')).status).toBe(1);
  });
});

describe('ssh-probes', () => {
  it('tells who knocks, and lets in keys only once a new login has proved itself', async () => {
    expect(await lint('ssh-probes.md')).not.toMatch(/error|warning|hint/);
    await fleet.exec(
      'h1',
      'ln -sf /fleet/sshd.pid /run/sshd.pid; for i in 10 12 14 16 18 20 22; do echo "Nov 21 11:00:$i h1 sshd[7]: Failed password for invalid user admin from 192.0.2.9 port 4242 ssh2"; done > /var/log/auth.log; chmod 644 /var/log/auth.log',
    );
    const red = await call('check', 'ssh-probes.md', '--host', 'h1');
    expect([red.status, red.stdout]).toEqual([1, expect.stringContaining('source 192.0.2.9 7')]);
    expect(red.stdout).toContain('symptom hardened');
    const ran = await call('run', 'ssh-probes.md', '--yes', '--host', 'h1');
    expect(ran.stdout).toContain('192.0.2.9 every 2 s, 6 times');
    expect(ran.stdout).toMatch(/fixed/);
    expect(await shell('h1', 'sshd -T | grep -x "maxauthtries 3"; stat -c %a /etc/ssh/sshd_config.d/10-keys-only.conf')).toBe(
      'maxauthtries 3\n600\n',
    );
    // It is still let in; what nobody mends is still told.
    const after = await call('check', 'ssh-probes.md', '--host', 'h1');
    expect(after.stdout).toContain('ok hardened');
    const run = /record \S+\/(\S+)/.exec(ran.stdout)?.[1] ?? '';
    await call('undo', run, '--yes');
    expect(await shell('h1', 'ls /etc/ssh/sshd_config.d')).not.toContain('10-keys-only');
  });
});
