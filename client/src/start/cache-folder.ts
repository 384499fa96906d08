import { lstatSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { homeFolder } from '../../../server/src/host/account.ts';
import { makeFolder } from '../make-folder.ts';

/**
 * The folder where compiled code is kept, made if it is not there; undefined where none may be used. What lies there is run, so it must be this
 * user's own and closed to all others: root on a user's home folder does not use what the user may write.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment['NODE_DISABLE_COMPILE_CACHE'] !== undefined) return undefined;
  const caches = userCaches(environment);
  if (caches === undefined) return undefined;
  const folder = join(caches, 'opsbook', 'code');
  try {
    makeFolder(folder);
    const found = lstatSync(folder);
    if (!found.isDirectory()) return undefined;
    if (process.getuid === undefined) return folder;
    return found.uid === process.getuid() && (found.mode & 0o077) === 0 ? folder : undefined;
  } catch {
    return undefined;
  }
}

function userCaches(environment: NodeJS.ProcessEnv): string | undefined {
  const xdg = environment['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return xdg;
  const home = environment['HOME'] || homeFolder();
  if (home === undefined) return undefined;
  if (process.platform === 'win32') return environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}
