import type { Writable } from 'node:stream';

/**
 * Undefined where a stream has taken all that was written to it; else resolves when it has, so that who reads slowly costs no memory, and what was
 * written may be used again.
 */
export function roomIn(stream: Writable): Promise<void> | undefined {
  return stream.writableLength === 0 ? undefined : new Promise((resolve) => stream.write('', () => resolve()));
}
