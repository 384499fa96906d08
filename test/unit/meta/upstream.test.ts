import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { directives } from '../../../server/src/core/languages/logrotate/facts/directives.ts';

interface Source {
  readonly path: string;
  readonly names?: string;
  readonly facts: readonly string[];
  readonly sha256: string;
  readonly known?: readonly string[];
}
interface Change {
  readonly kind: 'changed' | 'unread';
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
}
interface Compare {
  digestOf(text: string, pattern?: string): { sha256: string; names?: readonly string[] };
  changesOf(source: object, now: string | undefined, trouble?: string): readonly Change[];
  report(changes: readonly Change[]): string;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const table = JSON.parse(readFileSync(join(root, '.config/upstream/sources.json'), 'utf8')) as readonly {
  readonly project: string;
  readonly url: string;
  readonly files: readonly Source[];
}[];
const { digestOf, changesOf, report } = (await import(join(root, '.config/upstream/compare.mjs'))) as Compare;

describe('the comparison with upstream', () => {
  const pattern = 'strcmp\\(key, "([a-z]+)"\\)';
  const text = 'if (!strcmp(key, "weekly")) {}\nelse if (!strcmp(key, "daily")) {}\nif (!strcmp(key, "daily")) {}\n';
  const { sha256, names } = digestOf(text, pattern);
  const source = { project: 'p', path: 'c.c', version: '1', url: 'https://x/c.c', facts: ['f.ts'], names: pattern, sha256, known: names };

  it('finds the names of a source, each once', () => {
    expect(names).toEqual(['daily', 'weekly']);
  });

  it('says nothing of a source that is as it was', () => {
    expect(changesOf(source, text)).toEqual([]);
    expect(report([])).toBe('');
  });

  it('says which names came and went, and where our facts of them are', () => {
    const changes = changesOf(source, text.replace('weekly', 'minutes'));
    expect(changes.map(({ kind, added, removed }) => [kind, added, removed])).toEqual([['changed', ['minutes'], ['weekly']]]);
    expect(report(changes)).toContain('- new: `minutes`\n- gone: `weekly`\n- to look at: `f.ts`');
  });

  it('says of a changed source without new names that it changed', () => {
    expect(report(changesOf(source, `${text}\n`))).toContain('no name came or went');
  });

  it('tells a source that cannot be read from one that changed', () => {
    expect(changesOf(source, undefined, 'status 404').map(({ kind }) => kind)).toEqual(['unread']);
    expect(report(changesOf(source, undefined, 'status 404'))).toContain('Could not be read: status 404');
  });
});

describe('the table of upstream sources', () => {
  it('has a digest of each, over https, and files of ours that are there', () => {
    for (const { url, files } of table) {
      expect(url).toMatch(/^https:\/\/[^/]+\/.*\{path\}$/);
      for (const { path, sha256, names, known, facts } of files) {
        expect(sha256, path).toMatch(/^[0-9a-f]{64}$/);
        if (names !== undefined) expect(known?.length, path).toBeGreaterThan(0);
        for (const fact of facts) expect(existsSync(join(root, fact)), fact).toBe(true);
      }
    }
  });

  it("has no keyword of logrotate's source that our directives lack", () => {
    const known = table.find(({ project }) => project === 'logrotate')?.files.find(({ path }) => path === 'config.c')?.known ?? [];
    const ours = new Set(directives.map(({ name }) => name));
    // It is no directive: it ends a script.
    expect(known.filter((name) => name !== 'endscript' && !ours.has(name))).toEqual([]);
    expect(known.length).toBeGreaterThan(60);
  });
});

describe('npm run upstream', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-upstream-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with 1 where a source changed and writes what did, with 2 where one is missing', () => {
    const run = (): number | null =>
      spawnSync(process.execPath, ['.config/upstream.mjs', '--from', folder, '--report', join(folder, 'report.md')], { cwd: root }).status;
    expect(run()).toBe(2);
    const place = join(folder, 'logrotate/config.c');
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, 'strcmp(key, "brandnew")\n');
    expect(run()).toBe(1);
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('- new: `brandnew`');
  });
});
