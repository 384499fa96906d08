import { Buffer } from 'node:buffer';
import type { Attributes } from './attributes.ts';

/** Puts the fields of one SFTP packet together. */
export class PacketWriter {
  readonly #parts: Buffer[] = [];

  byte(value: number): this {
    this.#parts.push(Buffer.from([value]));
    return this;
  }

  uint32(value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value >>> 0);
    this.#parts.push(bytes);
    return this;
  }

  uint64(value: bigint): this {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
    this.#parts.push(bytes);
    return this;
  }

  bytes(value: Buffer): this {
    this.uint32(value.length);
    this.#parts.push(value);
    return this;
  }

  text(value: string): this {
    return this.bytes(Buffer.from(value, 'utf8'));
  }

  /** Only what is there, with the flags that say so. */
  attributes(value: Attributes): this {
    const { size, uid, gid, mode, atime, mtime } = value;
    const owned = uid !== undefined && gid !== undefined;
    const timed = atime !== undefined && mtime !== undefined;
    this.uint32((size === undefined ? 0 : 1) | (owned ? 2 : 0) | (mode === undefined ? 0 : 4) | (timed ? 8 : 0));
    if (size !== undefined) this.uint64(BigInt(size));
    if (owned) this.uint32(uid).uint32(gid);
    if (mode !== undefined) this.uint32(mode);
    if (timed) this.uint32(atime).uint32(mtime);
    return this;
  }

  /** The packet with its length before it. */
  packet(): Buffer {
    const body = Buffer.concat(this.#parts);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, body]);
  }
}
