import { readIpAddress } from '../../values/ip-address.ts';
import { readDottedNetmask } from '../../values/netmask.ts';
import type { Option, StanzaAddress } from '../tree.ts';

/** The addresses among a stanza's options that can be read; those that cannot are left to the rule about addresses. */
export function readAddresses(options: readonly Option[]): readonly StanzaAddress[] {
  if (!options.some(({ key }) => key === 'address')) return [];
  const masks = options.filter(({ key }) => key === 'netmask');
  const out: StanzaAddress[] = [];
  let next = 0;
  for (const option of options) {
    if (option.key !== 'address') continue;
    const word = option.words[0];
    if (word === undefined) continue;
    const [host = '', length] = word.text.split('/');
    const ip = readIpAddress(host);
    if (ip === undefined) continue;
    const own = length === undefined ? undefined : readPrefix(length, ip.family);
    // ifupdown2 pairs each netmask with the address above it; with one of each it is all the same.
    while (next < masks.length && (masks[next]?.line.span.start ?? 0) < option.line.span.start) next++;
    const mask = masks.length === 1 ? masks[0] : masks[next];
    const given = mask?.words[0] === undefined ? undefined : readPrefix(mask.words[0].text, ip.family);
    out.push({
      option,
      word,
      ip,
      prefix: own ?? given,
      prefixFrom: own !== undefined ? 'address' : given !== undefined ? 'netmask' : undefined,
    });
  }
  return out;
}

/** A prefix length, as a number or (IPv4) a dotted netmask; undefined where it is neither or too large for the family. */
export function readPrefix(text: string, family: 4 | 6): number | undefined {
  if (/^\d{1,3}$/.test(text)) {
    const number = Number(text);
    return number <= (family === 4 ? 32 : 128) ? number : undefined;
  }
  return family === 4 ? readDottedNetmask(text) : undefined;
}
