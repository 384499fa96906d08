import { readIpv4 } from './ipv4.ts';

/** The number of bits that a dotted netmask has at its front; undefined where it is no dotted quad or its ones are not all in front. */
export function readDottedNetmask(text: string): number | undefined {
  const bits = readIpv4(text);
  if (bits === undefined) return undefined;
  const prefix = Math.clz32(~bits >>> 0);
  return prefixMask(prefix) === bits ? prefix : undefined;
}

/** The 32 bits of a netmask with `prefix` ones (0 to 32), unsigned. */
export function prefixMask(prefix: number): number {
  return prefix <= 0 ? 0 : (-1 << (32 - Math.min(32, prefix))) >>> 0;
}
