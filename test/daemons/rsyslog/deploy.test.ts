import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deploy } from '../../../server/src/core/languages/rsyslog/deploy.ts';
import { installedRsyslog } from './daemon.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const main = join(folder, 'rsyslog.conf');
const dropIns = join(folder, 'rsyslog.d');
const candidate = join(folder, 'candidate');

/** Runs the check of a candidate for `target` with these drop-ins in place: its status and what it says. */
function validate(
  target: string,
  text: string,
  files: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly said: string } {
  rmSync(dropIns, { recursive: true, force: true });
  mkdirSync(dropIns);
  writeFileSync(
    main,
    `module(load="imuxsock")\ntemplate(name="brief" type="string" string="%msg%\\n")\n$IncludeConfig ${dropIns}/*.conf\n*.* /var/log/all\n`,
  );
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dropIns, name), content);
  writeFileSync(candidate, text);
  const { status, stderr } = spawnSync('sh', ['-s'], {
    input: deploy.validate,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', OPSBOOK_CANDIDATE: candidate, OPSBOOK_TARGET: target, OPSBOOK_RSYSLOG_CONF: main },
  });
  return { status, said: stderr };
}

if (installedRsyslog() === undefined) {
  test('rsyslogd as judge', () => {
    console.log('rsyslogd is not installed: candidates were not judged by it');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const target = join(dropIns, '50-app.conf');

  test('a good candidate that uses a template of the main file', () => {
    expect(validate(target, 'mail.* /var/log/app;brief\n')).toEqual({ status: 0, said: '' });
  });

  test('a candidate with an error, at its line', () => {
    const { status, said } = validate(target, '# first\naction(type="omfile" file="/var/log/x" bogus="1")\n');
    expect(status).toBe(1);
    expect(deploy.messageLine(said, target)).toBe(2);
  });

  test('a candidate that names an unknown template', () => {
    const { status, said } = validate(target, 'mail.* /var/log/app;nosuch\n');
    expect(status).toBe(1);
    expect(said).toContain('nosuch');
  });

  test('a warning refuses nothing', () => {
    expect(validate(target, '*.emerg *\nmail.* /var/log/app\n').status).toBe(0);
    expect(validate(target, ':msg, contains, "x" ~\n').status).toBe(0);
  });

  test('a fragment without an action is good', () =>
    expect(validate(target, 'template(name="own" type="string" string="x")\n').status).toBe(0));

  test('the main file itself', () => {
    expect(validate(main, '*.* /var/log/all\n').status).toBe(0);
    const { status, said } = validate(main, '*.* /var/log/all\nmail.* /var/log/x extra\n');
    expect(status).toBe(1);
    expect(deploy.messageLine(said, main)).toBe(2);
  });

  test('an error that was there before does not refuse the candidate', () => {
    const { status, said } = validate(target, 'mail.* /var/log/app\n', {
      '10-other.conf': 'template(name="t" type="string" string="x" bogus="1")\n',
    });
    expect(said).toContain('bogus');
    expect(status).toBe(0);
  });

  test('no line for a message that names another file', () => {
    expect(deploy.messageLine('error during parsing file /etc/rsyslog.d/other.conf, on or before line 3: x', target)).toBeUndefined();
  });
}

test('without rsyslogd the check ends with 2', () => {
  const { status } = spawnSync('/bin/sh', ['-s'], {
    input: deploy.validate.replaceAll('/usr/sbin:/sbin', '/nowhere'),
    encoding: 'utf8',
    env: { PATH: '/nowhere', OPSBOOK_CANDIDATE: candidate, OPSBOOK_TARGET: main },
  });
  expect(status).toBe(2);
});
