import { readIpAddress, sameAddress, sameNetwork } from '../../values/ip-address.ts';
import { prefixMask } from '../../values/netmask.ts';
import { dialectOf } from '../dialect.ts';
import { addressesByInterface, effectivePrefix, routedByCommand } from '../read/networks.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const gatewayOutside: InterfacesRule = {
  id: 'interfaces-gateway-outside',
  severity: 'warning',
  summary: 'a gateway that lies in no network of its interface, or is the interface itself, or no host of the network',
  why: 'The default route leads to a router that must answer on this link. ifupdown adds the route `onlink`, so the kernel takes it, and then nobody answers; the other daemons say `Nexthop has invalid gateway`. Addresses of /32, link-local routers and routes that the stanza adds itself are left alone.',
  story:
    'The host moved to another network and the gateway did not. The route was accepted, pings to it were answered by nobody, and the switch was replaced before anybody read the file.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n    gateway 198.51.100.1\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n    gateway 192.0.2.1\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    if (!tree.byKey.has('gateway')) return;
    const all = addressesByInterface(tree);
    for (const stanza of tree.stanzas) {
      const { iface, options } = stanza;
      if (iface?.name === undefined || options.some(({ key }) => ['pointopoint', 'point-to-point', 'dstaddr'].includes(key))) continue;
      if (iface.inherits !== undefined) continue;
      const own = all.get(iface.name.text) ?? [];
      // So many addresses are made by a program, and compared with each gateway they would take for ever.
      if (own.length > 500) continue;
      for (const option of options) {
        const word = option.words[0];
        const gateway = option.key === 'gateway' && word !== undefined ? readIpAddress(word.text) : undefined;
        if (gateway === undefined || word === undefined) continue;
        const addresses = own.filter(({ ip }) => ip.family === gateway.family);
        if (addresses.length === 0) continue;
        const self = addresses.find(({ ip }) => sameAddress(ip, gateway));
        if (self !== undefined) {
          yield {
            span: word.span,
            message: `\`${word.text}\` is the address of \`${iface.name.text}\` itself, and no router`,
            related: [{ span: self.word.span, message: 'the address' }],
          };
          continue;
        }
        if (gateway.family === 6 && ((gateway.groups[0] ?? 0) & 0xffc0) === 0xfe80) continue;
        const known = addresses.map((address) => ({ address, prefix: effectivePrefix(address, dialect) }));
        if (known.some(({ prefix }) => prefix === undefined || prefix >= (gateway.family === 4 ? 31 : 127))) continue;
        const inside = known.find(({ address, prefix }) => sameNetwork(address.ip, gateway, prefix ?? 0));
        if (inside !== undefined) {
          const what = gateway.family === 4 && inside.prefix !== undefined ? noHost(gateway.bits, inside.prefix) : undefined;
          if (what !== undefined)
            yield {
              span: word.span,
              message: `\`${word.text}\` is the ${what} address of its network (/${inside.prefix}), and no router`,
              related: [{ span: inside.address.word.span, message: 'the address' }],
            };
          continue;
        }
        if (routedByCommand(stanza, word.text)) continue;
        const [first] = known;
        yield {
          span: word.span,
          message: `\`${word.text}\` is not in the network of \`${first?.address.word.text.replace(/\/.*/, '')}/${first?.prefix}\`: nobody on this link will answer`,
          ...(first !== undefined && { related: [{ span: first.address.word.span, message: 'the address' }] }),
        };
      }
    }
  },
};

/** Which address of a network of IPv4 no host can have; undefined for any other. */
function noHost(bits: number, prefix: number): 'network' | 'broadcast' | undefined {
  const mask = prefixMask(prefix);
  const host = (bits & ~mask) >>> 0;
  return host === 0 ? 'network' : host === ~mask >>> 0 ? 'broadcast' : undefined;
}
