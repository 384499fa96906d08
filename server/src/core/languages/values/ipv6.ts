import { readIpv4 } from './ipv4.ts';

/**
 * The eight groups of an IPv6 address; undefined for anything else. As inet_pton(3) reads it: groups of one to four hexadecimal digits,
 * at most one `::`, a dotted quad in the place of the last two groups; no zone (`%eth0`).
 */
export function readIpv6(text: string): readonly number[] | undefined {
  if (text.length > 45 || !text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [front, back] = halves as [string, string | undefined];
  const head = groups(front, back === undefined);
  const tail = back === undefined ? [] : groups(back, true);
  if (head === undefined || tail === undefined) return undefined;
  const length = head.length + tail.length;
  if (back === undefined) return length === 8 ? head : undefined;
  if (length > 7) return undefined;
  return [...head, ...new Array<number>(8 - length).fill(0), ...tail];
}

function groups(text: string, atEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const out: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (atEnd && i === parts.length - 1 && part.includes('.')) {
      const bits = readIpv4(part);
      if (bits === undefined) return undefined;
      out.push(Math.floor(bits / 65536), bits % 65536);
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) out.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return out;
}

/** The shortest usual form of eight groups (RFC 5952): lower case, the longest run of zeros as `::`. */
export function writeIpv6(address: readonly number[]): string {
  let best = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && address[end] === 0) end++;
    if (end - i > length) {
      best = i;
      length = end - i;
    }
  }
  const hex = (from: number, to: number): string =>
    address
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':');
  return best === -1 ? hex(0, 8) : `${hex(0, best)}::${hex(best + length, 8)}`;
}
