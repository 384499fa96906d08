import { readCInteger } from '../values/c-integer.ts';

/** What logrotate makes of a size. `unit` is the letter that it does not know; `digits` tells whether there was a number at all. */
export type SizeValue =
  | { readonly bytes: bigint; readonly digits: boolean; readonly base: 8 | 10 | 16 }
  | { readonly bytes: undefined; readonly unit: string | undefined };

const factors: Readonly<Record<string, bigint>> = { k: 1024n, K: 1024n, M: 1024n ** 2n, G: 1024n ** 3n };

/**
 * Reads a size as config.c's readConfigFile does: the last character may be `k`, `K`, `M` or `G`, any other that is no digit is an
 * unknown unit; before it stands what `strtoull` with base 0 takes, to the last character. Negative sizes and rubbish give no bytes.
 */
export function readSize(text: string): SizeValue {
  const known = sizes.get(text);
  if (known !== undefined) return known;
  const read = readNewSize(text);
  if (sizes.size < 200 && text.length < 20) sizes.set(text, read);
  return read;
}

/** A file says the same few again and again. */
const sizes = new Map<string, SizeValue>();

function readNewSize(text: string): SizeValue {
  const last = text.at(-1) ?? '';
  const factor = factors[last];
  if (factor === undefined && !/[0-9]/.test(last)) return { bytes: undefined, unit: last };
  const number = factor === undefined ? text : text.slice(0, -1);
  const { value, length, base } = readCInteger(number);
  if (length !== number.length) return { bytes: undefined, unit: undefined };
  const most = 2n ** 64n - 1n;
  const clamped = value > most || value < -most ? most : value;
  const bytes = BigInt.asIntN(64, clamped * (factor ?? 1n));
  return bytes < 0n ? { bytes: undefined, unit: undefined } : { bytes, digits: length > 0, base };
}
