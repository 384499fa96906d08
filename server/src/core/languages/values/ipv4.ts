/**
 * The 32 bits of a dotted quad as an unsigned number; undefined for anything else. As inet_pton(3) reads it: four decimal numbers up to
 * 255, no leading zeros, nothing around them.
 */
export function readIpv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  let bits = 0;
  for (const part of match.slice(1)) {
    const octet = Number(part);
    if (octet > 255 || (part.length > 1 && part.startsWith('0'))) return undefined;
    bits = bits * 256 + octet;
  }
  return bits;
}

/** The dotted quad of 32 bits. */
export function writeIpv4(bits: number): string {
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}
