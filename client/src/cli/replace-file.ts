import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Puts `text` in the place of a file in one rename, mode kept, links followed; nothing is half written. A file that is not there is made.
 * Throws what Node throws.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const real = await realpath(path).catch(ifMissing(path));
  const { mode } = await stat(real).catch(ifMissing({ mode: 0o666 & ~process.umask() }));
  const beside = join(dirname(real), `.${basename(real)}.opsbook-${randomBytes(6).toString('hex')}`);
  const file = await open(beside, 'wx', mode & 0o7777);
  try {
    await file.writeFile(text);
    await file.chmod(mode & 0o7777);
    await file.sync();
    await file.close();
    await rename(beside, real);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}

/** Gives `value` where a file is not there; any other trouble is thrown on. */
function ifMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code !== 'ENOENT') throw error;
    return value;
  };
}
