import { readIpv4, writeIpv4 } from '../../values/ipv4.ts';
import { prefixMask } from '../../values/netmask.ts';

import type { Stanza } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const hostAddress: InterfacesRule = {
  id: 'interfaces-host-address',
  severity: 'warning',
  summary: 'an address that is the network or the broadcast address of its own network, or a broadcast that is of another',
  why: 'The first address of a network names the network and the last one means all of its hosts: a host that has one of them is not reached by others. A `broadcast` that does not follow from the prefix is heard by nobody.',
  story:
    'The host got the first address of its network, .0 of a /24. It came up, could ping out, and was answered by some switches and not by others.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.0/24\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n    broadcast 192.0.2.255\n',
  *check({ tree }) {
    const derived = tree.byKey.has('broadcast') || tree.byKey.has('network');
    for (const stanza of tree.stanzas) {
      const addresses = stanza.addresses;
      for (const { ip, prefix, word } of addresses) {
        const kind = ip.family === 4 ? noHostRange(ip.bits, stanza) : undefined;
        if (kind !== undefined) {
          yield { span: word.span, message: `\`${writeIpv4(ip.family === 4 ? ip.bits : 0)}\` is ${kind}, and no host's` };
          continue;
        }
        if (ip.family !== 4 || prefix === undefined || prefix > 30 || prefix === 0) continue;
        const mask = prefixMask(prefix);
        const host = (ip.bits & ~mask) >>> 0;
        const last = ~mask >>> 0;
        if (host === 0 || host === last) {
          yield {
            span: word.span,
            message: `\`${writeIpv4(ip.bits)}\` is the ${host === 0 ? 'network' : 'broadcast'} address of its network (/${prefix}), and no host's`,
          };
        }
        if (addresses.length !== 1 || !derived) continue;
        for (const option of stanza.options) {
          if (option.key !== 'broadcast' && option.key !== 'network') continue;
          const given = option.words[0];
          const bits = given === undefined ? undefined : readIpv4(given.text);
          if (given === undefined || bits === undefined) continue;
          const right = option.key === 'broadcast' ? (ip.bits | last) >>> 0 : option.key === 'network' ? (ip.bits & mask) >>> 0 : undefined;
          if (right === undefined || right === bits) continue;
          yield {
            // Nothing reads `network`; it misleads people alone.
            ...(option.key === 'network' ? { severity: 'info' as const } : {}),
            span: given.span,
            message: `\`${given.text}\` is not the ${option.key} address of \`${writeIpv4(ip.bits)}/${prefix}\`; \`${writeIpv4(right)}\` was expected`,
            fixes: [{ title: `Write \`${writeIpv4(right)}\``, certain: false, edits: [{ span: given.span, text: writeIpv4(right) }] }],
          };
        }
      }
    }
  },
};

/** What range of IPv4 an address is of, if the interface cannot have it (RFC 6890); a VRF has a loopback address of its own. Undefined otherwise. */
function noHostRange(bits: number, { iface, options }: Stanza): string | undefined {
  const first = bits >>> 24;
  if (first === 127 && !/^(?:lo|dummy)/.test(iface?.name?.text ?? '') && !options.some(({ key }) => key.startsWith('vrf')))
    return 'an address of the loopback interface';
  if (first >= 224 && first < 240) return 'a multicast address';
  return first >= 240 ? 'an address of the range that is reserved' : undefined;
}
