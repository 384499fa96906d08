import { type IpAddress, readIpAddress } from '../../values/ip-address.ts';
import { readDottedNetmask } from '../../values/netmask.ts';
import type { Option, Stanza, Word } from '../tree.ts';

/** An address that a stanza gives its interface. */
export interface StanzaAddress {
  readonly option: Option;
  /** The first word of the value. */
  readonly word: Word;
  readonly ip: IpAddress;
  /** The prefix length, from behind the address, else from the stanza's `netmask`, else unknown. */
  readonly prefix: number | undefined;
  /** Where the prefix stands, if it is known. */
  readonly prefixFrom: 'address' | 'netmask' | undefined;
}

/** The addresses of a stanza that can be read; those that cannot are left to the rule about addresses. */
export function stanzaAddresses(stanza: Stanza): readonly StanzaAddress[] {
  const masks = stanza.options.filter(({ key }) => key === 'netmask');
  const out: StanzaAddress[] = [];
  for (const option of stanza.options) {
    if (option.key !== 'address') continue;
    const word = option.words[0];
    if (word === undefined) continue;
    const [host = '', length] = word.text.split('/');
    const ip = readIpAddress(host);
    if (ip === undefined) continue;
    const own = length === undefined ? undefined : readPrefix(length, ip.family);
    // ifupdown2 pairs each netmask with the address above it; with one of each it is all the same.
    const mask = masks.length === 1 ? masks[0] : masks.find(({ line }) => line.span.start > option.line.span.start);
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
