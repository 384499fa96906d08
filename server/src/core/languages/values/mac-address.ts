/** The six bytes of a MAC address, written with `:` (or throughout with `-`) between them; undefined for anything else. */
export function readMac(text: string): readonly number[] | undefined {
  if (!/^[0-9A-Fa-f]{1,2}([:-])[0-9A-Fa-f]{1,2}(?:\1[0-9A-Fa-f]{1,2}){4}$/.test(text)) return undefined;
  return text.split(/[:-]/).map((byte) => Number.parseInt(byte, 16));
}

/** Whether an interface may have the address: the lowest bit of the first byte says "a group", which the kernel refuses; nor all zeros. */
export function isUnicastMac(mac: readonly number[]): boolean {
  return ((mac[0] ?? 1) & 1) === 0 && mac.some((byte) => byte !== 0);
}
