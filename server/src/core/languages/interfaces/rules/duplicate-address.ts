import { sameAddress } from '../../values/ip-address.ts';
import { broughtUp } from '../read/brought-up.ts';
import type { StanzaAddress } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const duplicateAddress: InterfacesRule = {
  id: 'interfaces-duplicate-address',
  severity: 'warning',
  summary: 'one address on two interfaces that both come up',
  why: 'The kernel takes the address on both and answers on either: which way packets go is left to chance. Most often a stanza was copied and the address forgotten.',
  story:
    "A stanza was copied for the second port and the address forgotten. Connections broke whenever the neighbours' tables changed their mind.",
  bad: 'auto eth0 eth1\niface eth0 inet static\n    address 192.0.2.10/24\n\niface eth1 inet static\n    address 192.0.2.10/24\n',
  good: 'auto eth0 eth1\niface eth0 inet static\n    address 192.0.2.10/24\n\niface eth1 inet static\n    address 198.51.100.10/24\n',
  *check({ tree, facts }) {
    const selected = broughtUp(tree, facts);
    const seen = new Map<string, { readonly address: StanzaAddress; readonly name: string }>();
    for (const stanza of tree.stanzas) {
      const name = stanza.iface?.name?.text;
      if (name === undefined || selected.get(name)?.has('auto') !== true) continue;
      for (const address of stanza.addresses) {
        const key = address.ip.family === 4 ? String(address.ip.bits) : address.ip.groups.join(':');
        const before = seen.get(key);
        if (before === undefined) seen.set(key, { address, name });
        else if (
          before.name !== name &&
          sameAddress(before.address.ip, address.ip) &&
          !/^(?:lo|dummy|vti|gre|tun|wg|vxlan)/.test(name) &&
          !/^lo/.test(before.name)
        ) {
          yield {
            span: address.word.span,
            message: `\`${address.word.text}\` is the address of \`${before.name}\` too`,
            related: [{ span: before.address.word.span, message: `on \`${before.name}\`` }],
          };
        }
      }
    }
  },
};
