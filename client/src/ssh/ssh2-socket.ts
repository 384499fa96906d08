import { connect, type Socket } from 'node:net';
import type { Client } from 'ssh2';
import type { HostDetails } from './connection.ts';
import { readsWholePackets } from './ssh2-gcm.ts';

/** What all connections read into, one after the other: what came is looked at before anything else is read. */
const shared = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * Begins a TCP connection to a host for a client. What comes is read into one piece of memory over and over: a new one for each read, as Node
 * does it, costs a gigabyte of memory to be collected for each gigabyte that is read. Copied is what the client may keep.
 */
export function socketFor(client: Client, { address: host, port, localAddress }: HostDetails): Socket {
  const socket: Socket = connect({
    host,
    port,
    ...(localAddress !== undefined && { localAddress }),
    onread: {
      buffer: shared,
      callback: (size, bytes) => {
        const data = bytes.subarray(0, size) as Buffer;
        socket.emit('data', readsWholePackets(client) ? data : Buffer.from(data));
        return true;
      },
    },
  });
  return socket;
}
