import { join } from 'node:path';
import { account, homeFolder } from '../../../server/src/host/account.ts';

/**
 * Where opsbook keeps what it must remember of this user, absolute: XDG on Linux, the platform's own place elsewhere. Not made here. Throws where
 * the environment says nothing of it and the account has no home folder.
 */
export function stateFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string | null = homeFolder() ?? null,
): string {
  const below = (...names: readonly string[]): string => {
    if (home !== null) return join(home, ...names);
    const wanted = platform === 'win32' ? '`LOCALAPPDATA`' : platform === 'darwin' ? '`HOME`' : '`HOME` or `XDG_STATE_HOME`';
    throw new Error(
      `there is no folder to keep anything in: \`HOME\` is not set, and the account ${account().username} stands in no list that says where its home folder is; ${wanted} was expected`,
    );
  };
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? below('AppData', 'Local'), 'opsbook');
  if (platform === 'darwin') return below('Library', 'Application Support', 'opsbook');
  const xdg = environment['XDG_STATE_HOME'];
  // The specification says that a relative path is to be passed over.
  return join(xdg?.startsWith('/') ? xdg : below('.local', 'state'), 'opsbook');
}
