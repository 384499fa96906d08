import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LintRecord } from '../../../client/src/cli/lint/record.ts';
import { opsbook } from './opsbook.ts';

let folder: string;
const put = (path: string, content: string | Buffer): string => {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
};
const json = async (args: readonly string[], input?: string): Promise<{ status: number | null; records: LintRecord[]; stderr: string }> => {
  const { status, stdout, stderr } = await opsbook(['lint', '--format', 'json', ...args], {
    cwd: folder,
    ...(input !== undefined && { input }),
  });
  return { status, stderr, records: stdout === '' ? [] : (JSON.parse(stdout) as LintRecord[]) };
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-lint-'));
  put('etc/logrotate.d/good', '/var/log/x.log {\n\tweekly\n\trotate 4\n\tmissingok\n\tnotifempty\n}\n');
  put('etc/logrotate.d/bad', '/var/log/y.log {\n\tdailly\n}\n');
  put(
    'book.md',
    '---\nrunbook:\n  hosts: sandbox\n---\n\n- item\n\n  ```logrotate {file=/etc/logrotate.d/z}\n  /var/log/z.log {\n      wekly\n  }\n  ```\n',
  );
  put('plain.md', '# Plain\n\n```logrotate\n/x {\n  dailly\n}\n```\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('opsbook lint', () => {
  it('finds runbooks and configuration files in a folder and ends with 1 for errors', async () => {
    const { status, records } = await json(['.']);
    expect(status).toBe(1);
    expect(
      records
        .filter(({ severity }) => severity === 'error')
        .map(({ file, line, column, endLine, endColumn, rule, language }) => ({ file, line, column, endLine, endColumn, rule, language })),
    ).toEqual([
      { file: 'book.md', line: 10, column: 7, endLine: 10, endColumn: 12, rule: 'logrotate-unknown-directive', language: 'logrotate' },
      {
        file: 'etc/logrotate.d/bad',
        line: 2,
        column: 2,
        endLine: 2,
        endColumn: 8,
        rule: 'logrotate-unknown-directive',
        language: 'logrotate',
      },
    ]);
  });

  it('prints fixes with their edits', async () => {
    const { records } = await json(['etc/logrotate.d/bad']);
    expect(records.find(({ rule }) => rule === 'logrotate-unknown-directive')?.fix?.edits).toEqual([
      { line: 2, column: 2, endLine: 2, endColumn: 8, text: 'daily' },
    ]);
  });

  it('ends with 0 and an empty array where all is well', async () => {
    expect(await opsbook(['lint', '--format', 'json', 'etc/logrotate.d/good'], { cwd: folder })).toEqual({
      status: 0,
      stdout: '[]\n',
      stderr: '',
    });
    expect(await opsbook(['lint', 'etc/logrotate.d/good'], { cwd: folder })).toMatchObject({
      status: 0,
      stdout: 'no problems in 1 file\n',
    });
  });

  it('reads standard input by language or by the name it stands for', async () => {
    expect(
      (await json(['-', '--language', 'logrotate'], 'dailly\n')).records.map(({ file, line, column }) => [file, line, column]),
    ).toEqual([['<stdin>', 1, 1]]);
    expect((await json(['-', '--stdin-filename', 'etc/logrotate.d/q'], 'dailly\n')).records.map(({ file }) => file)).toEqual([
      'etc/logrotate.d/q',
    ]);
    const unnamed = await json(['-'], 'dailly\n');
    expect([unnamed.status, unnamed.records]).toEqual([2, []]);
    expect(unnamed.stderr).toMatch(/--language/);
  });

  it('does not count a BOM as a column', async () => {
    put('bom.md', '\ufeff```logrotate {file=/etc/logrotate.d/x tiemout=3}\n/x {\n}\n```\n');
    expect((await json(['bom.md'])).records.find(({ rule }) => rule === 'runbook-unknown-attribute')).toMatchObject({
      line: 1,
      column: 39,
    });
  });

  it('shows the line with the place marked', async () => {
    const { stdout } = await opsbook(['lint', 'etc/logrotate.d/bad'], { cwd: folder });
    expect(stdout).toContain('etc/logrotate.d/bad:2:2  error  ');
    expect(stdout).toContain('2 | \tdailly\n  | \t^^^^^^\n');
  });

  it('prints workflow commands for GitHub', async () => {
    const { stdout } = await opsbook(['lint', '--format', 'github', 'etc/logrotate.d/bad'], { cwd: folder });
    expect(stdout).toMatch(/^::error file=etc\/logrotate\.d\/bad,line=2,endLine=2,col=2,endColumn=7,title=logrotate-unknown-directive::/m);
  });

  it('prints SARIF, JUnit and Code Climate for those who read them', async () => {
    const run = async (format: string) => (await opsbook(['lint', '--format', format, 'etc/logrotate.d/bad'], { cwd: folder })).stdout;
    const sarif = JSON.parse(await run('sarif'));
    const { driver } = sarif.runs[0].tool;
    const result = sarif.runs[0].results.find((candidate: { ruleId: string }) => candidate.ruleId === 'logrotate-unknown-directive');
    expect(driver.rules[result.ruleIndex].id).toBe('logrotate-unknown-directive');
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'etc/logrotate.d/bad' },
      region: { startLine: 2, startColumn: 2, endLine: 2, endColumn: 8 },
    });
    const junit = await run('junit');
    expect(junit).toMatch(/<testsuite name="etc\/logrotate.d\/bad" tests="\d+" failures="\d+">/);
    expect(junit).toContain('<failure type="error"');
    const issues: { check_name: string; fingerprint: string }[] = JSON.parse(await run('codeclimate'));
    expect(issues.map(({ check_name }) => check_name)).toContain('logrotate-unknown-directive');
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  it('explains a rule', async () => {
    expect((await opsbook(['explain', 'logrotate-unknown-directive'])).stdout).toContain('dailly');
    expect((await opsbook(['explain'])).stdout.split('\n').length).toBeGreaterThan(20);
    expect(await opsbook(['explain', 'runbook-name-twize'])).toMatchObject({
      status: 2,
      stderr: 'opsbook: no rule is called `runbook-name-twize`; did you mean `runbook-name-twice`?\n',
    });
  });

  it.each([
    ['a file that is not there', ['nothing.md'], /nothing\.md: there is no such file/],
    ['a file of no known language', ['x.txt'], /x\.txt: .*`--language`/],
    ['a binary file', ['etc/logrotate.d/binary'], /binary: it is a binary file/],
    ['an unknown language', ['--language', 'cobol', 'x.txt'], /`cobol` is unknown/],
    ['an unknown format', ['--format', 'xml'], /Allowed choices/],
    ['an unknown setting', ['--set', 'logrotate.colour=red'], /`logrotate\.version`/],
    ['a setting that cannot be', ['--set', 'logrotate.version=zzz'], /cannot be `zzz`/],
  ])('ends with 2 and a clear word for %s', async (_, args, message) => {
    put('x.txt', 'x');
    put('etc/logrotate.d/binary', Buffer.from([1, 0, 2, 3]));
    const { status, stderr } = await opsbook(['lint', ...args], { cwd: folder });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(2);
    rmSync(join(folder, 'etc/logrotate.d/binary'));
  });

  it('judges ten megabytes on one line', async () => {
    const path = put('long/logrotate.d/line', `/var/log/${'x'.repeat(10_000_000)} {\n  dailly\n}\n`);
    const { status, records } = await json([path]);
    expect(status).toBe(1);
    expect(records.map(({ rule }) => rule)).toContain('logrotate-unknown-directive');
    put('long/wide.md', `---\nrunbook:\n  hosts: sandbox\n---\n${'x'.repeat(10_000_000)}\n\n\`\`\`logrotate\ndailly\n\`\`\`\n`);
    expect((await json(['long/wide.md'])).records.map(({ line }) => line)).toEqual([8]);
    rmSync(join(folder, 'long'), { recursive: true });
  });

  it('tells links by the files and headings that are there', async () => {
    put('links/there.md', '# One heading\n');
    const links = '[a](there.md) [b](there.md#one-heading) [c](there.md#none) [d](gone.md) [e](../links) [f](there) [g](#title) [h](#none)';
    put('links/book.runbook.md', `# Title\n\n${links}\n`);
    const { records } = await json(['links/book.runbook.md']);
    expect(records.map(({ rule, message }) => [rule, message])).toEqual([
      ['runbook-broken-link', 'No heading of that document makes the anchor `#none`'],
      ['runbook-broken-link', 'There is no file at `gone.md`'],
      ['runbook-broken-link', 'No heading of this document makes the anchor `#none`'],
    ]);
    rmSync(join(folder, 'links'), { recursive: true });
  });

  it('tells an unclosed fence, YAML that is no mapping, and a name that stands twice', async () => {
    put('broken/a.runbook.md', '---\n- a\n- b\n---\n\n```sh {name=a}\ntrue\n```\n\n```sh {name=a}\ntrue\n```\n\n```sh\nnever closed\n');
    const { records, status } = await json(['broken']);
    expect(status).toBe(1);
    expect(records.map(({ rule, line }) => [rule, line])).toEqual([
      ['runbook-front-matter', 2],
      ['runbook-name-twice', 10],
      ['runbook-unclosed-fence', 14],
    ]);
    rmSync(join(folder, 'broken'), { recursive: true });
  });

  it('applies certain fixes and keeps everything else, or only shows them', async () => {
    const before = '\ufeff---\r\nrunbook:\r\n---\r\n\r\n```sh{name=x check=true}\r\ntrue\r\n```\r\n';
    const path = put('fix.md', before);
    chmodSync(path, 0o640);
    const dry = await opsbook(['lint', '--fix-dry-run', 'fix.md'], { cwd: folder });
    expect(dry.stdout).toContain('+```sh {name=x check=true}');
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect((await opsbook(['lint', '--fix', 'fix.md'], { cwd: folder })).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(before.replace('sh{', 'sh {'));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect((await opsbook(['lint', '--fix', 'fix.md'], { cwd: folder })).stderr).toBe('');
  });

  it('leaves out what .gitignore and .opsbookignore leave out, unless told otherwise', async () => {
    put('tree/.gitignore', 'skipped/\n');
    put('tree/sub/.opsbookignore', '*.md\n!kept.md\n');
    for (const path of ['a.md', 'skipped/b.md', 'sub/c.md', 'sub/kept.md']) put(`tree/${path}`, '---\nrunbook:\n  nosuch: 1\n---\n');
    const files = async (...args: string[]) => (await json(['tree', ...args])).records.map(({ file }) => file);
    expect(await files()).toEqual(['tree/a.md', 'tree/sub/kept.md']);
    expect((await files('--no-ignore')).length).toBe(4);
    rmSync(join(folder, 'tree'), { recursive: true });
  });

  it('narrows what is reported', async () => {
    put('two.md', '---\nrunbook:\n  nosuch: 1\n---\n\n```sh {timeout=soon}\ntrue\n```\n');
    const rules = async (...args: string[]) => (await json(['two.md', ...args])).records.map(({ rule }) => rule);
    expect(await rules()).toEqual(['runbook-unknown-key', 'runbook-attribute-value']);
    expect(await rules('--quiet')).toEqual(['runbook-attribute-value']);
    expect(await rules('--rule', 'runbook-unknown-key')).toEqual(['runbook-unknown-key']);
    expect((await json(['two.md', '--rule', 'runbook-unknown-key', '--max-warnings', '0'])).status).toBe(1);
    expect((await json(['two.md', '--rule', 'runbook-unknown-key'])).status).toBe(0);
    expect((await json(['two.md', '--rule', 'runbook-unknown-kez'])).stderr).toMatch(/did you mean `runbook-unknown-key`/);
  });

  it('keeps hints to itself where a person reads, unless asked', async () => {
    put('etc/logrotate.d/hint', '/var/log/x.log {\n\tweekly\n\trotate 4\n}\n');
    const path = 'etc/logrotate.d/hint';
    expect((await json([path])).records.map(({ severity }) => severity)).toContain('hint');
    expect((await opsbook(['lint', path], { cwd: folder })).stdout).toMatch(
      /^no problems in 1 file, \d hints? \(--hints shows (it|them)\)\n$/,
    );
    expect((await opsbook(['lint', '--hints', path], { cwd: folder })).stdout).toContain(' hint ');
    rmSync(join(folder, path));
  });

  it('never lets a file steer the terminal', async () => {
    put('etc/logrotate.d/esc', '/x {\n\u001b[31mdailly\u001b[0m\n}\n');
    const { stdout } = await opsbook(['lint', 'etc/logrotate.d/esc'], { cwd: folder });
    expect(stdout).not.toContain('\u001b');
    rmSync(join(folder, 'etc/logrotate.d/esc'));
  });
});
