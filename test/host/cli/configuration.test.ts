import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { opsbook } from './opsbook.ts';

let folder: string;
const put = (path: string, content: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const lint = async (...args: string[]) => {
  const { status, stdout, stderr } = await opsbook(['lint', '--format', 'json', ...args], { cwd: folder });
  const records = JSON.parse(stdout) as { file: string; rule: string; severity: string }[];
  return { status, stderr, found: records.map(({ file, rule, severity }) => `${file} ${rule} ${severity}`) };
};
const bad = '/var/log/a.log {\n\tdailly\n\tweekly\n\tmissingok\n\tnotifempty\n\trotate 1\n}\n';
const rule = 'logrotate-unknown-directive';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-configuration-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('opsbook.yaml on the command line', () => {
  it('gives severities, and others to the files of an override', async () => {
    for (const path of ['new/logrotate.d/a', 'old/logrotate.d/a', 'old/very/logrotate.d/a', 'other/logrotate.d/special']) put(path, bad);
    put(
      'opsbook.yaml',
      `rules: { ${rule}: warning }\noverrides:\n  - files: "old/**"\n    rules: { ${rule}: hint }\n  - files: [old/very/, special]\n    rules: { ${rule}: off }\n`,
    );
    expect(await lint('.')).toEqual({
      status: 0,
      stderr: '',
      found: [`new/logrotate.d/a ${rule} warning`, `old/logrotate.d/a ${rule} hint`],
    });
  });

  it('is the one nearest above each file', async () => {
    put('opsbook.yaml', `rules: { ${rule}: hint }\n`);
    put('a/logrotate.d/x', bad);
    put('b/logrotate.d/x', bad);
    put('b/opsbook.yaml', `rules: { ${rule}: info }\n`);
    expect((await lint('.')).found).toEqual([`a/logrotate.d/x ${rule} hint`, `b/logrotate.d/x ${rule} info`]);
  });

  it('makes a runbook of what it includes', async () => {
    put('ops/a.md', '```logrotate\n/x {\n  dailly\n}\n```\n');
    expect((await lint('.')).found).toEqual([]);
    put('opsbook.yaml', 'include: ops/\n');
    expect((await lint('.')).found).toContain(`ops/a.md ${rule} error`);
  });

  it('yields to --set, language by language', async () => {
    put('opsbook.yaml', 'logrotate: { version: 3.22 }\n');
    put('logrotate.d/x', bad);
    expect((await lint('.')).found).toEqual([`logrotate.d/x ${rule} warning`]);
    expect((await lint('.', '--set', 'logrotate.version=3.21')).found).toEqual([`logrotate.d/x ${rule} error`]);
  });

  it('that is wrong is told with its place, and ends with 2', async () => {
    put('opsbook.yaml', `rules:\n  ${rule}: wrong\nruels: {}\n`);
    put('sub/logrotate.d/x', bad);
    const { status, stderr } = await lint('sub');
    expect(status).toBe(2);
    expect(stderr).toBe(
      `opsbook: opsbook.yaml:2:32: \`${rule}\` cannot be \`wrong\`; \`off\`, \`error\`, \`warning\`, \`info\`, \`hint\` were expected\nopsbook: opsbook.yaml:3:1: opsbook.yaml: the key \`ruels\` is unknown; did you mean \`rules\`?\n`,
    );
  });
});

describe('files as a hook names them', () => {
  it('are passed over where they are no runbooks, of no known language, or left out', async () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    put('.opsbookignore', 'generated/\n');
    put('readme.md', '# Readme\n\n```logrotate\n/x {\n  dailly\n}\n```\n');
    put('main.c', 'int main;\n');
    put('generated/logrotate.d/x', bad);
    put('logrotate.d/x', bad);
    const named = ['readme.md', 'main.c', 'generated/logrotate.d/x', 'logrotate.d/x'];
    expect(await lint('--skip-unknown', ...named)).toEqual({ status: 1, stderr: '', found: [`logrotate.d/x ${rule} error`] });
    expect((await lint('--skip-unknown', '--no-ignore', ...named)).found).toHaveLength(2);
    expect((await lint('readme.md')).found).toContain(`readme.md ${rule} error`);
    expect(await lint('--skip-unknown', 'gone.md')).toMatchObject({ status: 2, stderr: 'opsbook: gone.md: there is no such file\n' });
  });

  it('heed a .gitignore above the folder that is named, as git does', async () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    put('.gitignore', 'b\n');
    put('sub/logrotate.d/a', bad);
    put('sub/logrotate.d/b', bad);
    expect((await lint('sub')).found).toEqual([`sub/logrotate.d/a ${rule} error`]);
  });
});

describe('fixes of standard input', () => {
  it('are printed, and the report goes beside them', async () => {
    const { stdout, stderr } = await opsbook(['lint', '--fix', '-', '--stdin-filename', 'etc/logrotate.d/x'], { cwd: folder, input: bad });
    expect(stdout).toBe(bad);
    expect(stderr).toContain('dailly');
    const mended = await opsbook(['lint', '--fix', '-', '--stdin-filename', 'r.md'], {
      cwd: folder,
      input: '---\nrunbook:\n---\n\n```sh{check=true}\ntrue\n```\n',
    });
    expect(mended.stdout).toBe('---\nrunbook:\n---\n\n```sh {check=true}\ntrue\n```\n');
    expect(() => readFileSync(join(folder, 'r.md'))).toThrow();
  });

  it('are not mixed with JSON', async () => {
    expect(await opsbook(['lint', '--fix-dry-run', '--format', 'json'], { cwd: folder })).toMatchObject({ status: 2, stdout: '' });
  });
});
