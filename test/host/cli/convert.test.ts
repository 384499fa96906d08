import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opsbook } from './opsbook.ts';

let folder: string;
let file: string;
const old = '$FileOwner joe\n*.* /var/log/all # every one\n*.* ^/bin/x\n';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-convert-cli-'));
  file = join(folder, 'rsyslog.conf');
  writeFileSync(file, old);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('opsbook rsyslog convert', () => {
  it('prints RainerScript, and tells with its line what stays', async () => {
    const { status, stdout, stderr } = await opsbook(['rsyslog', 'convert', file, '--to', 'rainerscript']);
    expect(status).toBe(1);
    expect(stdout).toBe('$FileOwner joe\n*.* action(type="omfile" file="/var/log/all" fileOwner="joe") # every one\n*.* ^/bin/x\n');
    expect(stderr).toMatch(/rsyslog\.conf:3:5: .*omprog/);
    expect(readFileSync(file, 'utf8')).toBe(old);
  });

  it('writes YAML and reads it again', async () => {
    const source = join(folder, 'new.conf');
    writeFileSync(source, '# why\nif $msg contains "x" then stop\n');
    const yaml = join(folder, 'new.yaml');
    expect((await opsbook(['rsyslog', 'convert', source, '--to', 'yaml', '-o', yaml])).status).toBe(0);
    expect(readFileSync(yaml, 'utf8')).toContain('- if: \'$msg contains "x"\'');
    const { status, stdout } = await opsbook(['rsyslog', 'convert', yaml, '--to', 'rainerscript']);
    expect(status).toBe(0);
    expect(stdout).toContain('if $msg contains "x" then {');
    expect((await opsbook(['lint', yaml])).status).toBe(0);
  });

  it('writes nothing where YAML cannot say it', async () => {
    const out = join(folder, 'none.yaml');
    const { status, stderr } = await opsbook(['rsyslog', 'convert', file, '--to', 'yaml', '-o', out]);
    expect(status).toBe(1);
    expect(stderr).toContain('nothing was written');
    expect(() => readFileSync(out)).toThrow();
  });

  it('lint --fix converts only where the rule is named', async () => {
    const copy = join(folder, 'copy', 'rsyslog.conf');
    mkdirSync(join(folder, 'copy'));
    writeFileSync(copy, '*.* /var/log/all\n');
    await opsbook(['lint', '--fix', copy]);
    expect(readFileSync(copy, 'utf8')).toBe('*.* /var/log/all\n');
    await opsbook(['lint', '--fix', '--rule', 'rsyslog-old-format', copy]);
    expect(readFileSync(copy, 'utf8')).toBe('*.* action(type="omfile" file="/var/log/all")\n');
  });
});
