import { readIpv4 } from './ipv4.ts';
import { readIpv6 } from './ipv6.ts';

/** An IPv4 or IPv6 address: 32 bits as a number, or eight groups. */
export type IpAddress = { readonly family: 4; readonly bits: number } | { readonly family: 6; readonly groups: readonly number[] };

/** The address that `text` is, of either family; undefined if it is none. */
export function readIpAddress(text: string): IpAddress | undefined {
  const bits = readIpv4(text);
  if (bits !== undefined) return { family: 4, bits };
  const groups = readIpv6(text);
  return groups === undefined ? undefined : { family: 6, groups };
}

/** Whether two addresses share their first `prefix` bits; never for two of different families. */
export function sameNetwork(a: IpAddress, b: IpAddress, prefix: number): boolean {
  if (a.family === 4 && b.family === 4) {
    const shift = 32 - Math.max(0, Math.min(32, prefix));
    return shift === 32 || a.bits >>> shift === b.bits >>> shift;
  }
  if (a.family === 6 && b.family === 6) {
    for (let i = 0; i < 8; i++) {
      const left = Math.max(0, Math.min(16, prefix - 16 * i));
      const shift = 16 - left;
      if ((a.groups[i] ?? 0) >> shift !== (b.groups[i] ?? 0) >> shift) return false;
    }
    return true;
  }
  return false;
}

/** Whether two addresses are the same one. */
export function sameAddress(a: IpAddress, b: IpAddress): boolean {
  return sameNetwork(a, b, a.family === 4 ? 32 : 128);
}
