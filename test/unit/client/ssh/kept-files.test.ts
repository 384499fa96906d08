import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KeptFiles } from '../../../../client/src/ssh/kept-files.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-kept-'));
  path = join(folder, 'file');
  writeFileSync(path, 'one');
  const later = Date.now() + 10_000;
  vi.spyOn(Date, 'now').mockReturnValue(later);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

it('makes of a file what it makes once, until another one lies there', () => {
  const kept = new KeptFiles<number>();
  let made = 0;
  const get = (): number => kept.get(path, () => ++made);
  expect([get(), get()]).toEqual([1, 1]);
  writeFileSync(path, 'three');
  expect([get(), get()]).toEqual([2, 2]);
  // The same size and contents, but another file.
  writeFileSync(`${path}.new`, 'three');
  renameSync(`${path}.new`, path);
  expect([get(), get()]).toEqual([3, 3]);
  rmSync(path);
  expect([get(), get()]).toEqual([4, 5]);
});

it('keeps nothing of a file that was changed a moment ago: it may be changed again at the same time by its clock', () => {
  vi.mocked(Date.now).mockRestore();
  const kept = new KeptFiles<number>();
  let made = 0;
  const get = (): number => kept.get(path, () => ++made);
  expect([get(), get()]).toEqual([1, 2]);
});

it('keeps nothing that went wrong', async () => {
  const kept = new KeptFiles<Promise<string>>();
  await expect(kept.get(path, async () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
  expect(await kept.get(path, async () => 'now')).toBe('now');
  expect(await kept.get(path, async () => 'again')).toBe('now');
});
