import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isMarkdownPath, languageOfPath } from '../../../server/src/core/index.ts';
import { copyProject, root } from './package-copy.ts';

let folder: string;
let project: string;
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: join(folder, 'repo'), encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-package-'));
  project = join(folder, 'project');
  copyProject(project);
  put('repo/etc/logrotate.d/bad', '/var/log/y.log {\n\tdailly\n}\n');
  put('repo/book.md', '---\nrunbook:\n  hosts: sandbox\n---\n\n```sh {timeout=soon}\ntrue\n```\n');
  put('repo/README.md', '# No runbook\n\n```logrotate\n/x { dailly }\n```\n');
  git('init', '-q');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the npm package', () => {
  it('is built by `npm pack`, and its opsbook lints, explains and shows its manual', { timeout: 300_000 }, () => {
    const built = join(folder, 'built');
    copyProject(built);
    symlinkSync(join(root, 'node_modules'), join(built, 'node_modules'));
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: built, stdio: ['ignore', 'pipe', 'ignore'] });
    const name = readdirSync(folder).find((file) => file.endsWith('.tgz')) as string;
    put('user/package.json', '{"private":true}');
    const user = join(folder, 'user');
    execFileSync('npm', ['install', '--silent', '--offline', '--no-audit', '--no-fund', join(folder, name)], {
      cwd: user,
      stdio: 'ignore',
    });
    const opsbook = join(user, 'node_modules/.bin/opsbook');
    const linted = spawnSync(opsbook, ['lint'], { cwd: join(folder, 'repo'), encoding: 'utf8' });
    expect(linted.stdout).toContain('logrotate-unknown-directive');
    expect(linted.status).toBe(1);
    expect(spawnSync(opsbook, ['explain', 'logrotate-bad-size'], { encoding: 'utf8' }).status).toBe(0);
    const held = readdirSync(join(user, 'node_modules/opsbook'));
    expect(held).toEqual(expect.arrayContaining(['dist', 'man', 'schemas', 'README.md', 'LICENSE']));
    expect(held).not.toContain('test');
    expect(readdirSync(join(user, 'node_modules'))).toEqual(expect.arrayContaining(['opsbook']));
  });
});

describe('the hooks of pre-commit', () => {
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; files?: string }[];

  it('name the files that opsbook knows by their paths', () => {
    const pattern = new RegExp(hooks.find(({ id }) => id === 'opsbook-lint-config')?.files ?? '^$');
    const paths = [
      ...[
        'etc/logrotate.conf',
        'logrotate.d/x',
        'etc/logrotate.d/sub/y',
        'a.logrotate',
        'etc/rsyslog.conf',
        'rsyslog.d/10-x.conf',
        'rsyslog.d/x.yaml',
      ],
      ...['etc/network/interfaces', 'etc/network/interfaces.d/eth0', 'interfaces.d/a', 'x.interfaces', 'x.eni'],
      ...['main.c', 'etc/fstab', 'rsyslog.d/readme', 'network/interfacesx', 'logrotate.config', 'src/interfaces.ts'],
    ];
    for (const path of paths) expect(pattern.test(path), path).toBe(languageOfPath(path) !== undefined && !isMarkdownPath(path));
  });

  it('are run by the real pre-commit on what is committed', { timeout: 600_000 }, () => {
    if (spawnSync('pre-commit', ['--version']).status !== 0) {
      console.warn('pre-commit is not here: its hooks are not tried');
      expect(process.env['CI']).not.toBe('true');
      return;
    }
    const commit = (cwd: string, ...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd, stdio: 'pipe' });
    commit(project, 'init', '-q');
    commit(project, 'add', '-A');
    commit(project, 'commit', '-qm', 'all');
    const rev = commit(project, 'rev-parse', 'HEAD').toString().trim();
    put('repo/.pre-commit-config.yaml', JSON.stringify({ repos: [{ repo: project, rev, hooks: hooks.map(({ id }) => ({ id })) }] }));
    // Where CI is set, colours are on without a terminal too.
    const environment = { ...process.env, NO_COLOR: '1', PRE_COMMIT_HOME: join(folder, 'home'), npm_config_prefer_offline: 'true' };
    const preCommit = (...args: string[]) =>
      spawnSync('pre-commit', args, { cwd: join(folder, 'repo'), encoding: 'utf8', env: environment });
    const install = preCommit('install', '--install-hooks');
    if (/ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED/.test(install.stdout)) {
      console.warn('the registry is out of reach: the hooks of pre-commit are not tried');
      expect(process.env['CI']).not.toBe('true');
      return;
    }
    expect(install.status, install.stdout + install.stderr).toBe(0);
    git('add', '-A');
    const refused = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'bad'], {
      cwd: join(folder, 'repo'),
      encoding: 'utf8',
      env: environment,
    });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/book\.md:6:\d+ {2}error[\s\S]*etc\/logrotate\.d\/bad:2:2 {2}error/);
    expect(refused.stderr).not.toContain('README.md');
    put('repo/etc/logrotate.d/bad', '/var/log/y.log {\n\tdaily\n\trotate 3\n\tmissingok\n\tnotifempty\n}\n');
    put('repo/book.md', '---\nrunbook:\n  hosts: sandbox\n---\n\n```sh {timeout=5s}\ntrue\n```\n');
    git('add', '-A');
    const passed = preCommit('run');
    expect(passed.stdout).toMatch(/opsbook lint\.+Passed[\s\S]*configuration\)\.+Passed/);
    expect(passed.status).toBe(0);
  });
});

describe('the GitHub action', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default: string }>;
    runs: { using: string; steps: { name: string; shell: string; run: string; env?: Record<string, string> }[] };
  };
  const lint = (inputs: Record<string, string>) => {
    const step = action.runs.steps.find(({ name }) => name === 'Lint');
    const given = Object.entries(step?.env ?? {}).map(([name, value]) => [
      name,
      value === '${{ github.action_path }}'
        ? root
        : (inputs[/inputs\.(\w+)/.exec(value)?.[1] ?? ''] ?? action.inputs[/inputs\.(\w+)/.exec(value)?.[1] ?? '']?.default ?? ''),
    ]);
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'false'], {
      cwd: join(folder, 'repo'),
      encoding: 'utf8',
      env: { ...process.env, ...Object.fromEntries(given) },
    });
  };

  it('is composite, and its step prints what GitHub shows beside the lines', () => {
    expect(action.runs.using).toBe('composite');
    put('repo/a b/logrotate.d/x', '/x {\n\tdailly\n}\n');
    const { status, stdout, stderr } = lint({ paths: 'a b/logrotate.d\nbook.md\n', args: '--quiet --rule logrotate-unknown-directive' });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^::error file=a b\/logrotate\.d\/x,line=2,/);
    expect(status).toBe(1);
    expect(existsSync(join(root, 'dist/opsbook.cjs'))).toBe(true);
  });

  it('takes no word of its inputs for a command', () => {
    const { stdout, stderr } = lint({ paths: '$(touch "made")\n`touch made`', args: '; touch made' });
    expect(existsSync(join(folder, 'repo/made'))).toBe(false);
    expect(stdout + stderr).toContain('there is no such file');
  });
});
