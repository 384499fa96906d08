import type { Buffer } from 'node:buffer';
import type { Attributes } from './attributes.ts';

/** Reads the fields of one SFTP packet in order. Throws a RangeError past its end: the packet is malformed. */
export class PacketReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#move(1));
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#move(4));
  }

  /** A 64-bit number; those above 2^53 lose precision, which no file offset here reaches. */
  uint64(): number {
    return Number(this.#bytes.readBigUInt64BE(this.#move(8)));
  }

  bytes(): Buffer {
    const length = this.uint32();
    const from = this.#move(length);
    return this.#bytes.subarray(from, from + length);
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  /** draft-ietf-secsh-filexfer-02 section 5: which fields follow is told by the flags; extended ones are skipped. */
  attributes(): Attributes {
    const flags = this.uint32();
    const size = flags & 1 ? this.uint64() : undefined;
    const owner = flags & 2 ? { uid: this.uint32(), gid: this.uint32() } : undefined;
    const mode = flags & 4 ? this.uint32() : undefined;
    const times = flags & 8 ? { atime: this.uint32(), mtime: this.uint32() } : undefined;
    // Pairs of a name and a value.
    if (flags & 0x8000_0000) for (let left = 2 * this.uint32(); left > 0; left--) this.bytes();
    return { ...(size === undefined ? {} : { size }), ...owner, ...(mode === undefined ? {} : { mode }), ...times };
  }

  #move(length: number): number {
    const from = this.#at;
    if (from + length > this.#bytes.length) throw new RangeError('the packet ends inside a field');
    this.#at += length;
    return from;
  }
}
