import { isAscii } from 'node:buffer';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { MaskStream } from './values/mask.ts';

/** What was read of one stream. */
export interface Pumped {
  /** The first bytes, as UTF-8, unmasked; at most `keep` of them. */
  readonly kept: string;
  /** Bytes in all. */
  readonly size: number;
}

/** Characters of one event at most. */
const PIECE = 65_536;
/** Bytes from which on it is worth while to look whether they are ASCII. */
const MUCH = 4096;

/**
 * Reads a stream to its end, telling it in whole characters through `tell`, with their bytes where those are ASCII and hold no secret; while that
 * waits, so does the host. Only `keep` bytes are held. `also` is given the bytes first.
 */
export async function pumpOutput(
  stream: Readable,
  mask: MaskStream,
  keep: number,
  tell: (text: string, bytes?: Buffer) => Promise<void>,
  also?: { next(chunk: Buffer): Promise<void>; end(): Promise<void> },
): Promise<Pumped> {
  const decoder = new StringDecoder('utf8');
  // Whether the beginning of a character waits for its rest: what was read last did not end as ASCII does.
  let isWithin = false;
  const kept: Buffer[] = [];
  let size = 0;
  const pieces = async (text: string): Promise<void> => {
    for (let at = 0; at < text.length; ) {
      let end = Math.min(text.length, at + PIECE);
      // Not between the halves of a character.
      if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end--;
      await tell(text.slice(at, end));
      at = end;
    }
  };
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
    if (size < keep) kept.push(Buffer.from(bytes.subarray(0, keep - size)));
    size += bytes.length;
    await also?.next(bytes);
    if (bytes.length >= MUCH && !isWithin && isAscii(bytes)) {
      for (let at = 0; at < bytes.length; at += PIECE) {
        const piece = bytes.subarray(at, at + PIECE);
        const text = piece.toString('latin1');
        const shown = mask.next(text);
        if (shown === text) await tell(text, piece);
        else await pieces(shown);
      }
    } else if (bytes.length > 0) {
      isWithin = (bytes[bytes.length - 1] ?? 0) > 127;
      await pieces(mask.next(decoder.write(bytes)));
    }
  }
  await also?.end();
  await pieces(mask.next(decoder.end()) + mask.end());
  return { kept: Buffer.concat(kept).toString('utf8'), size };
}
