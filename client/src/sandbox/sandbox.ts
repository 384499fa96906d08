import type { HostDetails } from '../ssh/connection.ts';

/** How a sandbox is started. */
export interface SandboxOptions {
  /** The server's program: the bundle of `server/main.ts`, absolute. */
  readonly program: string;
  /** Where everything of it is kept, absolute; the user's state folder by default. */
  readonly stateFolder?: string;
  /** Do not even try to isolate. */
  readonly plain?: boolean;
}

/** A practice host that answers over ssh on 127.0.0.1. */
export interface Sandbox {
  /** Ready for a connection: nothing left to ask. */
  readonly details: HostDetails;
  readonly mode: 'isolated' | 'plain';
  /** What a reader must know before the first step; the first line says which mode and, for `plain`, why not the other. */
  readonly notes: readonly string[];
  /** In plain mode the folder under which `file` and `cwd` are placed (its sftp does so by itself); undefined where the sandbox has its own `/`. */
  readonly filesUnder: string | undefined;
  /** Whether another process of this user started it. */
  readonly shared: boolean;
  /** Lets go of it. The last who does ends every process of it; resolves when they are gone. Changes are kept. */
  close(): Promise<void>;
}

/** Why there is no sandbox; the message is for users. */
export class SandboxTrouble extends Error {
  override readonly name = 'SandboxTrouble';
}
