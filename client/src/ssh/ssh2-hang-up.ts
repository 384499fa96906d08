import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';

/**
 * Cuts a client's connection, also one whose own side has ended already: there ssh2 1.17.0 (lib/client.js, `destroy`) does nothing, and the
 * server has the last word.
 */
export function hangUp(client: Client): void {
  (client as unknown as { readonly _sock?: Duplex })._sock?.destroy();
}
