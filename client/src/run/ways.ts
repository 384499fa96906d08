import { join, resolve as resolvePath } from 'node:path';
import type { Draft } from '../../../server/src/core/runbook/draft-types.ts';
import { sshHome } from '../hosts/ssh-home.ts';
import { resolveHost } from '../hosts/resolve-host.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { ConnectError } from '../ssh/connect-error.ts';
import { openLocalConnection } from '../ssh/local-connection.ts';
import { openConnection } from '../ssh/open-connection.ts';
import { HostTrouble, type Ways } from './connections.ts';

/** How hosts are reached from this machine. */
export interface WaysOptions {
  /** The ssh_config that tells of names; the user's own and the system's if absent. Absolute. */
  readonly sshConfig?: string;
  /** What an inventory says of where hosts are (a draft's `hosts`); it wins over ssh's configuration. */
  readonly hosts?: Draft['hosts'];
  /** The program of the sandbox's server, absolute. */
  readonly sandboxProgram: string;
}

/** The real ways to `local`, the sandbox and every other host; `close` lets go of the sandbox, which ends with its last user. */
export function realWays(options: WaysOptions): Ways & { close(): Promise<void> } {
  let sandbox: Promise<Sandbox> | undefined;
  return {
    local: (asking) => openLocalConnection(asking),
    sandbox: () => {
      sandbox ??= startSandbox({ program: options.sandboxProgram });
      return sandbox;
    },
    resolve: (name, login) => {
      const known = options.hosts?.[name];
      const user = login ?? known?.user;
      const details = resolveHost(name, {
        // The file is the user's own, and nothing is reached from a workspace that is not trusted.
        matchExec: true,
        ...(options.sshConfig !== undefined && { configFile: options.sshConfig }),
        ...(user !== undefined && { user }),
        ...(known?.port !== undefined && { port: known.port }),
        ...(known?.address !== undefined && { address: known.address }),
      });
      return {
        ...details,
        // ssh(1), -i: a key that is named comes before those of the configuration.
        ...(known?.identityFile !== undefined && { identityFiles: [homed(known.identityFile), ...details.identityFiles] }),
      };
    },
    open: async (details, asking, over) => {
      try {
        return await openConnection(details, asking, over);
      } catch (error) {
        throw error instanceof ConnectError ? new HostTrouble(error.outcome, error.message) : error;
      }
    },
    async close() {
      const started = await sandbox?.catch(() => undefined);
      await started?.close();
    },
  };
}

function homed(path: string): string {
  return path.startsWith('~/') ? join(sshHome(), path.slice(2)) : resolvePath(path);
}
