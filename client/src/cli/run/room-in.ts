import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Undefined where a stream has taken all that was written to it, or has room; else resolves when it has, so that who reads slowly costs no memory. */
export function roomIn(stream: Writable): Promise<unknown> | undefined {
  // A file takes what it is given at once, and says only later that it has room.
  if (!stream.writableNeedDrain || stream.writableLength === 0) return undefined;
  return once(stream, 'drain').catch(() => undefined);
}
