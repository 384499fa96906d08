import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import type { RunEvent } from '../events.ts';
import { eventUnpacker } from '../records/packed.ts';

/** Says when there is more in a file, or that there will be none. */
export interface Growing {
  /** Resolves when something was added since the last call, or at once when all is over. */
  more(): Promise<void>;
  readonly over: boolean;
  /** No more is wanted; who waits in `more` goes on. */
  stop(): void;
}

/** The events of a record (JSON Lines) from number `since` on, in lists, as far as the file goes and as it grows. Only one piece of it is in memory. */
export async function* followEvents(path: string, since: number, growing: Growing): AsyncGenerator<readonly RunEvent[], void, undefined> {
  const file: FileHandle = await open(path, 'r');
  try {
    const piece = Buffer.alloc(256 * 1024);
    const decoder = new StringDecoder('utf8');
    const unpacked = eventUnpacker();
    let rest = '';
    for (let at = 0; ; ) {
      // Asked before the read: what is written after it is read in the next turn.
      const { over } = growing;
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) {
        if (over) return;
        await growing.more();
        continue;
      }
      at += bytesRead;
      const lines = (rest + decoder.write(piece.subarray(0, bytesRead))).split('\n');
      rest = lines.pop() ?? '';
      const events = lines
        .filter((line) => line !== '')
        .map(unpacked)
        .filter(({ seq }) => seq >= since);
      if (events.length > 0) yield events;
    }
  } finally {
    growing.stop();
    await file.close();
  }
}
