import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder with the files of a Debian package, unpacked below the cache folder and fetched once; why not, where it cannot be had. Nothing is installed. */
export function debianFiles(name: string): { readonly folder: string } | { readonly why: string } {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'opsbook', name);
  if (existsSync(folder)) return { folder };
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const fetched = spawnSync('apt-get', ['download', '-q', name], { cwd: work, encoding: 'utf8', timeout: 60_000 });
    const deb = readdirSync(work).find((entry) => entry.endsWith('.deb'));
    if (fetched.error !== undefined || fetched.status !== 0 || deb === undefined)
      return { why: `${name} is not here, and apt-get could not fetch it: ${fetched.stderr ?? fetched.error}` };
    const unpacked = spawnSync('dpkg', ['-x', deb, work], { cwd: work, encoding: 'utf8' });
    if (unpacked.status !== 0) return { why: `dpkg could not unpack ${name}: ${unpacked.stderr}` };
    if (!existsSync(folder)) renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { folder };
}
