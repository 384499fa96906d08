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

/** Reads a stream to its end, telling it in whole characters through `tell`; while that waits, so does the host. Only `keep` bytes are held. `also` is given the bytes first. */
export async function pumpOutput(
  stream: Readable,
  mask: MaskStream,
  keep: number,
  tell: (text: string) => Promise<void>,
  also?: { next(chunk: Buffer): Promise<void>; end(): Promise<void> },
): Promise<Pumped> {
  const decoder = new StringDecoder('utf8');
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
    await pieces(mask.next(decoder.write(bytes)));
  }
  await also?.end();
  await pieces(mask.next(decoder.end()) + mask.end());
  return { kept: Buffer.concat(kept).toString('utf8'), size };
}
