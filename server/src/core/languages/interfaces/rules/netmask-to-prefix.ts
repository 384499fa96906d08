import { dialectOf } from '../dialect.ts';

import type { InterfacesRule } from './interfaces-rule.ts';

export const netmaskToPrefix: InterfacesRule = {
  id: 'interfaces-netmask-to-prefix',
  severity: 'hint',
  summary: 'a netmask that can be written as a prefix behind the address',
  why: 'interfaces(5) calls `netmask` deprecated since ifupdown 0.8: `address 192.0.2.10/24` says the same in one line, for IPv4 and IPv6 alike. busybox still needs the netmask.',
  story:
    'Address and netmask stood four lines apart. One was changed in a move, the other was not, and half of the subnet could not be reached.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10\n    netmask 255.255.255.0\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n',
  *check({ tree, settings, text }) {
    if (dialectOf(tree, settings) === 'busybox' || !tree.byKey.has('netmask')) return;
    for (const stanza of tree.stanzas) {
      if (stanza.addresses.length !== 1) continue;
      const masks = stanza.options.filter(({ key }) => key === 'netmask');
      const addresses = stanza.addresses;
      const [mask] = masks;
      const [address] = addresses;
      if (
        masks.length !== 1 ||
        addresses.length !== 1 ||
        mask === undefined ||
        address?.prefixFrom !== 'netmask' ||
        stanza.iface?.method?.text === 'tunnel'
      )
        continue;
      if (mask.words.length !== 1 || mask.line.joins.length > 0 || address.option.line.joins.length > 0) continue;
      const from = text.lastIndexOf('\n', mask.line.span.start - 1) + 1;
      const end = text.indexOf('\n', mask.line.span.end);
      yield {
        span: mask.line.span,
        message: `The netmask can be written as \`/${address.prefix}\` behind the address`,
        tags: ['deprecated'],
        fixes: [
          {
            title: `Write \`${address.word.text}/${address.prefix}\``,
            certain: false,
            edits: [
              { span: { start: address.word.span.end, end: address.word.span.end }, text: `/${address.prefix}` },
              end === -1
                ? { span: { start: Math.max(0, from - 1), end: text.length }, text: '' }
                : { span: { start: from, end: end + 1 }, text: '' },
            ],
          },
        ],
      };
    }
  },
};
