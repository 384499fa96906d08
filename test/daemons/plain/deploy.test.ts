import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deploymentOf } from '../../../server/src/core/index.ts';

/* Files without rules of ours: the daemon alone judges them. */

const folder = mkdtempSync(join(tmpdir(), 'opsbook-plain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const candidate = join(folder, 'candidate');

/** Runs the check of a candidate for `target`: its status, what it says, and the lines of the candidate that it names. */
function judged(
  language: string,
  text: string,
  target: string,
  env: Record<string, string> = {},
): { readonly status: number | null; readonly said: string; readonly lines: readonly (number | undefined)[] } {
  writeFileSync(candidate, text, { mode: 0o644 });
  const deployment = deploymentOf(language);
  const { status, stderr } = spawnSync('sh', ['-s'], {
    input: deployment?.validate ?? 'exit 99',
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', OPSBOOK_CANDIDATE: candidate, OPSBOOK_TARGET: target, ...env },
  });
  const words = stderr.split('\n').filter((line) => line !== '');
  return { status, said: stderr, lines: words.map((word) => deployment?.messageLine(word, target)) };
}

describe('sshd as judge', () => {
  const main = '/etc/ssh/sshd_config';
  const sshd = (text: string, target = main, env = {}) => judged('sshd_config', text, target, env);
  it('takes what sshd takes, and tells at their lines what it does not', () => {
    expect(sshd('PermitRootLogin no\n')).toEqual({ status: 0, said: '', lines: [] });
    const bad = sshd('# one\nPermitRootLogin no\nPasswordAuthentification no\nPort x\n');
    expect(bad.status).toBe(1);
    expect(bad.lines.filter((line) => line !== undefined)).toContain(3);
    expect(bad.said).toContain('PasswordAuthentification');
    expect(sshd('MaxAuthTries 3\nMatch User bob\n  Port 22\n')).toMatchObject({ status: 1, lines: [3] });
    // It is taken, and told all the same.
    expect(sshd('Port 22\nKeyRegenerationInterval 1h\n')).toMatchObject({ status: 0, lines: [2] });
  });
  it('judges a drop-in through the main file that includes it, and names its lines', () => {
    expect(readFileSync(main, 'utf8')).toMatch(/^Include \/etc\/ssh\/sshd_config\.d\/\*\.conf/m);
    const target = '/etc/ssh/sshd_config.d/10-opsbook-test.conf';
    expect(sshd('MaxAuthTries 3\n', target).status).toBe(0);
    expect(sshd('MaxAuthTries 3\nMaxAuthTrys 3\n', target)).toMatchObject({
      status: 1,
      lines: expect.arrayContaining([2]),
      said: expect.stringMatching(/^\/etc\/ssh\/sshd_config\.d\/10-opsbook-test\.conf: line 2: /),
    });
  });
  it('is no verdict where there is no sshd', () => {
    const empty = mkdtempSync(join(folder, 'path-'));
    expect(
      spawnSync('/bin/sh', ['-c', `PATH=${empty}; ${deploymentOf('sshd_config')?.validate.replace(/^PATH=.*$/m, '')}`], {
        encoding: 'utf8',
        env: { OPSBOOK_CANDIDATE: candidate, OPSBOOK_TARGET: main },
      }).status,
    ).toBe(2);
  });
});

describe('findmnt as judge of an fstab', () => {
  const fstab = (text: string) => judged('fstab', text, '/etc/fstab');
  it('refuses a line that cannot be read, at its place', () => {
    expect(fstab('proc /proc proc defaults 0 0\n')).toEqual({ status: 0, said: '', lines: [] });
    expect(fstab('# one\nproc /proc proc defaults 0 0\nnothing\n')).toMatchObject({ status: 1, lines: [3] });
  });
  it('takes what may come with the next boot, and tells it at its line', () => {
    const later = fstab('proc /proc proc defaults 0 0\nUUID=00000000-none /srv/opsbook-never ext4 defaults 0 2\n');
    expect(later.status).toBe(0);
    expect(new Set(later.lines)).toEqual(new Set([2]));
    expect(later.said).toContain('/etc/fstab line 2: /srv/opsbook-never: unreachable');
  });
});

it('a language without a daemon that judges has no check', () => {
  expect(deploymentOf('text')).toBeUndefined();
  expect(deploymentOf(undefined)).toBeUndefined();
});
