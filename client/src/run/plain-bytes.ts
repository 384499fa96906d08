/** Where an `output` event carries the bytes of its text: within this process only, JSON leaves it out. One and the same in all bundles. */
export const plainBytes: unique symbol = Symbol.for('opsbook.plainBytes');

/**
 * Whether bytes are nothing but printable ASCII, tabs and line feeds: their own text, in which nothing steers a terminal. Four bytes at a time,
 * for a gigabyte is looked at so.
 */
export function arePlain(bytes: Uint8Array): boolean {
  const aligned = Math.min(bytes.length, -bytes.byteOffset & 3);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + aligned, (bytes.length - aligned) >> 2);
  const end = words.length & ~3;
  if (!arePlainOneByOne(bytes, 0, aligned)) return false;
  for (let at = 0; at < end; at += 4) {
    const a = words[at] as number;
    const b = words[at + 1] as number;
    const c = words[at + 2] as number;
    const d = words[at + 3] as number;
    // The topmost bit of a byte is set in x - 0x20 where x is below 0x20, in x + 1 where it is DEL, in x where it is no ASCII; what a borrow or
    // a carry sets besides is looked at again.
    const odd = (a - 0x20202020) | (b - 0x20202020) | (c - 0x20202020) | (d - 0x20202020);
    const high = a | b | c | d | (a + 0x01010101) | (b + 0x01010101) | (c + 0x01010101) | (d + 0x01010101);
    if (((odd | high) & 0x80808080) !== 0) {
      const from = aligned + at * 4;
      if (!arePlainOneByOne(bytes, from, from + 16)) return false;
    }
  }
  return arePlainOneByOne(bytes, aligned + end * 4, bytes.length);
}

function arePlainOneByOne(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte > 126 || (byte < 32 && byte !== 10 && byte !== 9)) return false;
  }
  return true;
}
