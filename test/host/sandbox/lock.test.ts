import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLock, type Lock, takeLock } from '../../../client/src/sandbox/lock.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function taken(): Lock {
  const lock = takeLock(path);
  if (!isLock(lock)) throw new Error(`held by ${lock.pid}`);
  return lock;
}

describe('takeLock', () => {
  it('is held by one, until it is released, and leaves no other files', () => {
    const lock = taken();
    expect(takeLock(path)).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    taken().release();
  });

  it.each([
    ['a process that is gone', '[{"pid":4194305,"started":"1"}]'],
    ['a process id that was used again', `[{"pid":${process.pid},"started":"1"}]`],
    ['nobody', ''],
    ['no lock at all', 'not json'],
  ])('is taken from %s', (_what, content) => {
    writeFileSync(path, content);
    taken().release();
  });

  it('is held while any of its processes lives', async () => {
    const child = spawn('sleep', ['100']);
    const lock = taken();
    lock.also(child.pid ?? 0);
    const [, second] = JSON.parse(readFileSync(path, 'utf8')) as unknown[];
    writeFileSync(path, JSON.stringify([{ pid: 4_194_305, started: '1' }, second]));
    expect(takeLock(path)).toMatchObject({ pid: child.pid });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    taken().release();
  });
});
