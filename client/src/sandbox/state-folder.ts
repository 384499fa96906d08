import { join } from 'node:path';
import { stateFolder } from '../run/state-folder.ts';

/** The folder where the sandbox keeps its changes, absolute; throws as `stateFolder` does. */
export function sandboxStateFolder(): string {
  return join(stateFolder(), 'sandbox');
}

/** What lies where in it. */
export interface SandboxFolders {
  /** 0700, as everything below. */
  readonly state: string;
  readonly lock: string;
  /** Keys and details of the running one; made anew at each start. */
  readonly run: string;
  /** Of the running one: its details for those who join, the FIFO that it lives by (see Lifeline), and a folder that names its users. */
  readonly details: string;
  readonly lifeline: string;
  readonly users: string;
  /** The sandbox's own programs, as they are put into it. */
  readonly own: string;
  /** What was changed in an isolated sandbox: the overlay's upper layers. */
  readonly kept: string;
  /** What was written in a plain one. */
  readonly files: string;
  /** Files of packages that the machine lacks, laid over its own as the lowest layer but one; whoever wants some there puts them there before a start. */
  readonly packages: string;
  /** What setup and server said, of the last start. */
  readonly log: string;
}

/** The paths in a state folder; nothing is made. */
export function sandboxFolders(state: string): SandboxFolders {
  return {
    state,
    lock: join(state, 'lock'),
    run: join(state, 'run'),
    details: join(state, 'run', 'sandbox.json'),
    lifeline: join(state, 'run', 'lifeline'),
    users: join(state, 'run', 'users'),
    own: join(state, 'own'),
    kept: join(state, 'kept'),
    files: join(state, 'files'),
    packages: join(state, 'packages'),
    log: join(state, 'log'),
  };
}
