import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opsbook } from './opsbook.ts';

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-try-cli-'));
  mkdirSync(join(folder, 'etc/rsyslog.d'), { recursive: true });
  file = join(folder, 'etc/rsyslog.conf');
  writeFileSync(file, '$IncludeConfig /etc/rsyslog.d/*.conf\nauth.* /var/log/auth.log;RSYSLOG_TraditionalFileFormat\n');
  writeFileSync(join(folder, 'etc/rsyslog.d/10-drop.conf'), ':msg, contains, "noise" stop\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('opsbook rsyslog try', () => {
  it('tells what is written and where, with the line of the rule', async () => {
    const { status, stdout } = await opsbook(['rsyslog', 'try', file, '<38>Oct 11 22:14:15 web1 sshd[7]: hi']);
    expect(status).toBe(0);
    expect(stdout).toContain('rsyslog.conf:2  writes  /var/log/auth.log');
    expect(stdout).toContain('"Oct 11 22:14:15 web1 sshd[7]: hi\\n"');
  });

  it('reads messages from standard input and the included files beside the main one', async () => {
    const { status, stdout } = await opsbook(['rsyslog', 'try', file, '-', '--format', 'json'], {
      input: '<38>Oct 11 22:14:15 web1 sshd: noise\n<38>Oct 11 22:14:15 web1 sshd: signal\n',
    });
    const found = JSON.parse(stdout) as { steps: { kind: string; line: number; target?: string }[] }[];
    expect(found.map(({ steps }) => steps.map(({ kind, line }) => `${kind} ${line}`))).toEqual([
      ['filter 1', 'stop 1'],
      ['filter 1', 'filter 2', 'action 2'],
    ]);
    expect(status).toBe(1);
  });

  it('takes a sender, shows control characters, and says in a line what is wrong', async () => {
    const { stdout } = await opsbook(['rsyslog', 'try', file, '<38>{"a":1}\x1b[31m', '--from', 'fw/192.0.2.1']);
    expect(stdout).toMatch(/fromhost +"fw"/);
    expect(stdout).not.toContain('\x1b');
    const missing = await opsbook(['rsyslog', 'try', join(folder, 'none.conf'), 'x']);
    expect([missing.status, missing.stderr.trim().split('\n').length]).toEqual([2, 1]);
  });
});
