import { execFile } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A folder with the files of a Debian package, fetched and unpacked once into the user's cache, not installed: ifupdown beside another network
 * manager would disturb the machine. Its /bin, /sbin and /lib are in usr/, so that it can be laid over a root where those are links.
 * Rejects with what apt-get says where it cannot be had.
 */
export async function debianPackage(name: string): Promise<string> {
  const { XDG_CACHE_HOME: cache, HOME: home } = process.env;
  const base = join(cache !== undefined && isAbsolute(cache) ? cache : join(home ?? homedir(), '.cache'), 'opsbook', 'packages');
  const folder = join(base, name);
  if (existsSync(folder)) return folder;
  mkdirSync(base, { recursive: true });
  const work = mkdtempSync(join(base, '.new-'));
  try {
    const options = { cwd: work, env: { ...process.env, LC_ALL: 'C' } };
    await run('apt-get', ['download', '-q', name], options).catch(async () => {
      await run('apt-get', ['update', '-q'], options);
      await run('apt-get', ['download', '-q', name], options);
    });
    const deb = readdirSync(work).find((file) => file.endsWith('.deb'));
    if (deb === undefined) throw new Error(`apt-get brought no package \`${name}\``);
    const files = join(work, 'files');
    await run('dpkg-deb', ['-x', join(work, deb), files]);
    for (const top of ['bin', 'sbin', 'lib', 'lib64']) {
      if (!existsSync(join(files, top)) || !lstatSync(`/${top}`, { throwIfNoEntry: false })?.isSymbolicLink()) continue;
      cpSync(join(files, top), join(files, 'usr', top), { recursive: true, verbatimSymlinks: true });
      rmSync(join(files, top), { recursive: true });
    }
    renameSync(files, folder);
  } catch (error) {
    // Another test process may have been quicker.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}
