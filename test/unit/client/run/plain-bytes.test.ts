import { expect, it } from 'vitest';
import { isPlain } from '../../../../client/src/run/ansi.ts';
import { arePlain } from '../../../../client/src/run/plain-bytes.ts';

it('takes ASCII that can be printed, tabs and line feeds, wherever they lie, and no other byte', () => {
  const plain = Buffer.from('a\tb ~\n'.repeat(9));
  const whole = new Uint8Array(80).fill(0x61);
  for (let from = 0; from < 8; from++) {
    const bytes = whole.subarray(from, from + plain.length);
    bytes.set(plain);
    expect(arePlain(bytes)).toBe(true);
    for (let at = 0; at < bytes.length; at++) {
      const before = bytes[at] ?? 0;
      for (let byte = 0; byte < 256; byte++) {
        bytes[at] = byte;
        const isText = byte < 128 && isPlain(String.fromCharCode(byte));
        if (arePlain(bytes) !== isText) expect([from, at, byte, !isText]).toEqual([from, at, byte, isText]);
      }
      bytes[at] = before;
    }
  }
  expect(arePlain(new Uint8Array(0))).toBe(true);
});
