import type { Writable } from 'node:stream';
import type { Client } from 'ssh2';

/**
 * Has a client send together what it sends in one turn of the event loop: ssh2 1.17.0 (lib/protocol/crypto.js) writes the length, the text and
 * the tag of each packet one by one, and every write without a delay is a segment that wakes the server, which can do nothing with it yet. To
 * be called right after `connect`.
 */
export function sendTogether(client: Client): void {
  const sock = (client as unknown as { readonly _sock?: Writable })._sock;
  if (sock === undefined) return;
  const write = sock.write as (...words: unknown[]) => boolean;
  let holds = false;
  const send = (): void => {
    holds = false;
    sock.uncork();
  };
  sock.write = (...words: unknown[]): boolean => {
    if (!holds) {
      holds = true;
      sock.cork();
      // Behind the promises of this turn: what they go on with belongs to the same answer.
      queueMicrotask(() => process.nextTick(send));
    }
    return write.apply(sock, words);
  };
}
