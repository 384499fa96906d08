import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where opsbook keeps what it must remember of this user, absolute: XDG on Linux, the platform's own place elsewhere. Not made here. */
export function stateFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'opsbook');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'opsbook');
  const xdg = environment['XDG_STATE_HOME'];
  // The specification says that a relative path is to be passed over.
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'state'), 'opsbook');
}
