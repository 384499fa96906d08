import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedModules } from '../../../client/src/start/cached-modules.ts';
import { opsbook } from './opsbook.ts';

let home: string;
let code: string;
const run = () => opsbook(['explain', 'logrotate-bad-size'], { cwd: home, env: { XDG_CACHE_HOME: join(home, 'caches') } });
const kept = (): readonly string[] => {
  try {
    return readdirSync(code).map((name) => join(code, name));
  } catch {
    return [];
  }
};
/** The bundles whose code is kept: those that were loaded. */
const bundles = (): readonly string[] =>
  kept()
    .map((file) => basename(file).replace(/-[0-9a-f]+$/, ''))
    .sort();
const works = { status: 0, stderr: '', stdout: expect.stringContaining('logrotate-bad-size') };

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'opsbook-cache-'));
  code = join(home, 'caches/opsbook/code');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('the cache of compiled code', () => {
  it('is kept by the first call, closed to others, and taken by the next', async () => {
    expect(await run()).toEqual(works);
    expect(statSync(code).mode & 0o777).toBe(0o700);
    expect(bundles()).toEqual(['core.cjs', 'logrotate.cjs', 'main.cjs']);
    for (const file of kept()) expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = kept().map((file) => statSync(file).mtimeMs);
    expect(await run()).toEqual(works);
    expect(kept().map((file) => statSync(file).mtimeMs)).toEqual(before);
  });

  it('is not asked for a module that Node itself has loaded', () => {
    const file = join(home, 'own.cjs');
    writeFileSync(file, 'exports.made = {};');
    const { made } = createRequire(import.meta.url)(file) as { made: object };
    mkdirSync(code, { recursive: true });
    const modules = cachedModules(code);
    expect((modules.load(file) as { made: object }).made).toBe(made);
    modules.keep();
    expect(kept()).toEqual([]);
  });

  it.each([
    ['a.logrotate', '/var/log/a {\n  weekly\n}\n', ['logrotate.cjs']],
    ['a.interfaces', 'auto lo\niface lo inet loopback\n', ['interfaces.cjs']],
    ['a.runbook.md', '# A runbook\n\nWords.\n', ['markdown.cjs']],
    ['b.runbook.md', '---\ntitle: b\n---\n\n# b\n\n```sh {name=a check=true}\ntrue\n```\n', ['markdown.cjs', 'shell.cjs', 'yaml.cjs']],
  ])('is of the parts that %s needs, and of no more', async (name, text, parts) => {
    writeFileSync(join(home, name), text);
    await opsbook(['lint', name], { cwd: home, env: { XDG_CACHE_HOME: join(home, 'caches') } });
    expect(bundles()).toEqual(['core.cjs', 'main.cjs', ...parts].sort());
  });

  it('has code of its own for a large file, and takes it at the next', async () => {
    writeFileSync(join(home, 'small.logrotate'), '/var/log/a {\n  weekly\n}\n');
    writeFileSync(join(home, 'large.logrotate'), '# A comment of forty letters and no more.\n'.repeat(5000));
    const lint = (name: string) => opsbook(['lint', name], { cwd: home, env: { XDG_CACHE_HOME: join(home, 'caches') } });
    await lint('small.logrotate');
    await lint('large.logrotate');
    const before = kept().map((file) => statSync(file).mtimeMs);
    expect(before).toHaveLength(process.versions.v8.startsWith('11.') ? 6 : 3);
    await lint('small.logrotate');
    expect((await lint('large.logrotate')).stderr).toBe('');
    expect(kept().map((file) => statSync(file).mtimeMs)).toEqual(before);
  });

  it('is taken by the next run, though V8 waits longer while hosts are reached', async () => {
    const env = { XDG_CACHE_HOME: join(home, 'caches'), XDG_STATE_HOME: join(home, 'state') };
    const reach = () => opsbook(['run', '--yes', '-e', 'true', '--host', 'local'], { cwd: home, env });
    expect((await reach()).status).toBe(0);
    expect(bundles()).toEqual(expect.arrayContaining(['core.cjs', 'main.cjs', 'run.cjs', 'ssh2.cjs']));
    const before = kept().map((file) => statSync(file).mtimeMs);
    expect((await reach()).status).toBe(0);
    expect(kept().map((file) => statSync(file).mtimeMs)).toEqual(before);
  });

  it.each([
    ['zeros', (bytes: Buffer) => Buffer.alloc(bytes.length)],
    ['half of it', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['nothing', () => Buffer.alloc(0)],
    ['another text', () => Buffer.from('no code')],
    ['a flipped bit', (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)))],
  ])('that holds %s is written anew', async (_, spoil) => {
    await run();
    const sizes = kept().map((file) => statSync(file).size);
    for (const file of kept()) writeFileSync(file, spoil(readFileSync(file)));
    expect(await run()).toEqual(works);
    expect(await run()).toEqual(works);
    for (const [i, file] of kept().entries())
      expect(Math.abs(statSync(file).size - (sizes[i] as number))).toBeLessThan((sizes[i] as number) / 10);
  });

  it('is not used where others may write, and not where it is a link', async () => {
    mkdirSync(code, { recursive: true });
    chmodSync(code, 0o770);
    expect(await run()).toEqual(works);
    expect(kept()).toEqual([]);
    rmSync(code, { recursive: true });
    mkdirSync(join(home, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(home, 'elsewhere'), code);
    expect(await run()).toEqual(works);
    expect(kept()).toEqual([]);
  });

  it('is done without where it cannot be', async () => {
    mkdirSync(join(home, 'caches'));
    writeFileSync(join(home, 'caches/opsbook'), 'a file');
    expect(await run()).toEqual(works);
    const off = await opsbook(['explain', 'logrotate-bad-size'], {
      env: { XDG_CACHE_HOME: join(home, 'other'), NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    expect(off).toEqual(works);
    expect(() => statSync(join(home, 'other'))).toThrow();
  });
});
