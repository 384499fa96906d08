import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deploy } from '../../../server/src/core/languages/logrotate/deploy.ts';
import { installedLogrotate } from './daemon.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const main = join(folder, 'logrotate.conf');
const dropIns = join(folder, 'logrotate.d');
const candidate = join(folder, 'candidate');

/** Runs the check of a candidate for `target` with these files in place: its status and what it says. */
function validate(
  target: string,
  text: string,
  files: Readonly<Record<string, string>>,
  shell = 'sh',
): { status: number | null; said: string } {
  rmSync(dropIns, { recursive: true, force: true });
  mkdirSync(dropIns);
  writeFileSync(main, `weekly\nrotate 4\ninclude ${dropIns}\n`, { mode: 0o644 });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dropIns, name), content, { mode: 0o644 });
  writeFileSync(candidate, text, { mode: 0o644 });
  const { status, stderr } = spawnSync(shell, ['-s'], {
    input: deploy.validate,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', OPSBOOK_CANDIDATE: candidate, OPSBOOK_TARGET: target, OPSBOOK_LOGROTATE_CONF: main },
  });
  return { status, said: stderr };
}

if (installedLogrotate() === undefined) {
  test('logrotate as judge', () => {
    console.log('logrotate is not installed: candidates were not judged by it');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const target = join(dropIns, 'app');
  const good = '/var/log/opsbook-none/app.log {\n    daily\n}\n';

  test('a good candidate, its logs missing', () => expect(validate(target, good, {})).toEqual({ status: 0, said: '' }));

  test('an unknown directive, which logrotate itself ends well on', () => {
    const { status, said } = validate(target, good.replace('daily', 'daily\n    dailly'), {});
    expect(status).toBe(1);
    expect(said).toContain("unknown option 'dailly'");
    expect(deploy.messageLine(said, target)).toBe(3);
  });

  test('a bad value names its line', () => {
    const { status, said } = validate(target, good.replace('daily', 'rotate 4days'), {});
    expect(status).toBe(1);
    expect(deploy.messageLine(said, target)).toBe(2);
  });

  test('a script that never ends', () => {
    const { status, said } = validate(target, '/var/log/opsbook-none/app.log {\n    postrotate\n}\n', {});
    expect(status).toBe(1);
    expect(said).toContain('without endscript');
    expect(deploy.messageLine(said, target)).toBeUndefined();
  });

  test('a log that another file names', () => expect(validate(target, good, { zzz: good }).status).toBe(1));

  test('the file that it replaces does not count', () => expect(validate(target, good, { app: '} rubbish\n' }).status).toBe(0));

  test('an error in another file is told and does not refuse the candidate', () => {
    const { status, said } = validate(target, good, { other: 'foo\n' });
    expect(status).toBe(0);
    expect(said).toContain("unknown option 'foo'");
    expect(deploy.messageLine(said, target)).toBeUndefined();
  });

  test('the main file', () => {
    expect(validate(main, `daily\ninclude ${dropIns}\n`, { app: good }).status).toBe(0);
    const { status, said } = validate(main, `dailly\ninclude ${dropIns}\n`, { app: good });
    expect(status).toBe(1);
    expect(deploy.messageLine(said, main)).toBe(1);
  });

  test('a file that nothing includes is judged alone', () => {
    expect(validate(join(folder, 'elsewhere.conf'), good, {}).status).toBe(0);
    expect(validate(join(folder, 'elsewhere.conf'), 'size 10m\n', {}).status).toBe(1);
  });

  test('without logrotate', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const { status } = spawnSync('/bin/sh', ['-s'], {
      input: deploy.validate.replaceAll('/usr/sbin:/sbin', empty),
      encoding: 'utf8',
      env: { PATH: empty, OPSBOOK_CANDIDATE: candidate, OPSBOOK_TARGET: target },
    });
    expect(status).toBe(2);
  });
}
