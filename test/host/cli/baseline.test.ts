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
const lint = (...args: string[]) => opsbook(['lint', '--baseline', 'old.json', ...args], { cwd: folder });
const lines = async (...args: string[]): Promise<readonly string[]> => {
  const { stdout } = await lint('--format', 'json', ...args);
  return (JSON.parse(stdout) as { file: string; line: number; rule: string; severity: string }[])
    .filter(({ severity }) => severity === 'error')
    .map(({ file, line, rule }) => `${file}:${line} ${rule}`);
};
const bad = '/var/log/a.log {\n\tdailly\n\trotate x\n}\n';
const entries = (): { file: string; rule: string; count: number }[] => JSON.parse(readFileSync(join(folder, 'old.json'), 'utf8')).problems;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-baseline-'));
  put('etc/logrotate.d/a', bad);
  put('etc/logrotate.d/b', bad.replaceAll('a.log', 'b.log'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a baseline', () => {
  it('leaves out what was there, wherever it moves, and nothing that is new', async () => {
    expect(await lint('--update-baseline')).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^wrote old\.json: \d+ problems\n$/),
    });
    expect(await lint()).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/\d known problems left out by the baseline/),
      stderr: '',
    });
    put('etc/logrotate.d/a', `# one\n# two\n\n${bad}`);
    expect(await lines()).toEqual([]);
    put('etc/logrotate.d/a', `${bad}\n/var/log/c.log {\n\tdailly\n\tmonthli\n}\n`);
    expect(await lines()).toEqual(['etc/logrotate.d/a:7 logrotate-unknown-directive', 'etc/logrotate.d/a:8 logrotate-unknown-directive']);
  });

  it('does not depend on where it is called from', async () => {
    await lint('--update-baseline');
    const { status, stdout } = await opsbook(['lint', '--baseline', '../../old.json', '.', '--format', 'json'], {
      cwd: join(folder, 'etc/logrotate.d'),
    });
    expect([status, JSON.parse(stdout).filter(({ severity }: { severity: string }) => severity === 'error')]).toEqual([0, []]);
  });

  it('tells of entries that nothing needs any more, and drops them when asked', async () => {
    await lint('--update-baseline');
    const before = entries().length;
    put('etc/logrotate.d/a', bad.replace('dailly', 'daily'));
    const told = await lint();
    expect(told.status).toBe(0);
    expect(told.stderr).toMatch(
      /^opsbook: 1 problem of the baseline is there no more \(etc\/logrotate\.d\/a\): --update-baseline takes it out of old\.json\n$/,
    );
    expect((await lint('--format', 'github')).stdout).toMatch(/^::notice title=opsbook baseline::1 problem /);
    await lint('--update-baseline');
    expect(entries().length).toBe(before - 1);
    expect((await lint()).stderr).toBe('');
  });

  it('keeps what was not looked at', async () => {
    await lint('--update-baseline');
    const before = entries();
    put('etc/logrotate.d/a', '/var/log/a.log {\n\tdaily\n\trotate 3\n\tmissingok\n\tnotifempty\n}\n');
    await lint('--update-baseline', 'etc/logrotate.d/a');
    expect(entries()).toEqual(before.filter(({ file }) => file !== 'etc/logrotate.d/a'));
    await lint('--update-baseline', '--rule', 'logrotate-bad-count');
    expect(entries()).toEqual(before.filter(({ file }) => file !== 'etc/logrotate.d/a'));
    rmSync(join(folder, 'etc/logrotate.d/b'));
    await lint('--update-baseline', 'etc/logrotate.d/a');
    expect(entries()).toEqual([]);
  });

  it('is written the same twice, and holds no text of the files', async () => {
    await lint('--update-baseline');
    const first = readFileSync(join(folder, 'old.json'), 'utf8');
    await lint('--update-baseline');
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe(first);
    expect(first).not.toContain('dailly');
  });

  it.each([
    ['is not there', undefined, /`old\.json` is not there; with --update-baseline it is written/],
    ['is no JSON', 'x', /`old\.json` is no baseline: /],
    ['is another file', '{"version":1}', /`problems` is no list of entries/],
    ['is of another version', '{"version":2,"problems":[]}', /version 1 was expected, not 2/],
  ])('that %s is told', async (_, text, message) => {
    if (text !== undefined) put('old.json', text);
    const { status, stdout, stderr } = await lint();
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  it('is named with --update-baseline', async () => {
    expect(await opsbook(['lint', '--update-baseline'], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: 'opsbook: --update-baseline: `--baseline FILE` was expected too\n',
    });
  });
});
