import { createHmac, randomBytes } from 'node:crypto';
import { lstat, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../../make-folder.ts';
import { keyTypeOf } from './fingerprint.ts';

/** Milliseconds after which a lock is taken for one that its owner left behind. */
const stale = 10_000;

async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.opsbook-lock`;
  for (let tries = 0; ; tries++) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 600) throw error;
      const age = await lstat(lock).then(
        (found) => Date.now() - found.mtimeMs,
        () => 0,
      );
      if (age > stale) await unlink(lock).catch(() => {});
      else await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 30));
    }
  }
  try {
    return await work();
  } finally {
    await unlink(lock).catch(() => {});
  }
}

/** A name as `HashKnownHosts` has it written: HMAC-SHA1 under a salt of its own. */
function hashOf(name: string): string {
  const salt = randomBytes(20);
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
}

/**
 * Writes a key that its user accepted at the end of a known_hosts file, under a lock and by one rename, so that a reader sees the old file or the
 * new one. A link is followed; the mode is kept, 0600 for a new file and 0700 for a new folder. What is no file, as /dev/null, keeps nothing and
 * stays what it is. `hashed`: the name is not to be read there.
 */
export async function addKnownHost(path: string, name: string, blob: Buffer, hashed = false): Promise<void> {
  makeFolder(dirname(path));
  const file = await realpath(path).catch(() => path);
  const isOther = await stat(file).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
  if (isOther) return;
  await locked(file, async () => {
    const before = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const mode = await stat(file).then(
      (found) => found.mode & 0o777,
      () => 0o600,
    );
    const gap = before.length > 0 && before[before.length - 1] !== 10 ? '\n' : '';
    const shown = hashed ? hashOf(name.toLowerCase()) : name.toLowerCase();
    const line = `${gap}${shown} ${keyTypeOf(blob)} ${blob.toString('base64')}\n`;
    const temporary = `${file}.opsbook-${randomBytes(8).toString('hex')}`;
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(Buffer.concat([before, Buffer.from(line)]));
      await handle.sync();
      await handle.close();
      await rename(temporary, file);
    } catch (error) {
      await handle.close().catch(() => {});
      await unlink(temporary).catch(() => {});
      throw error;
    }
  });
}
