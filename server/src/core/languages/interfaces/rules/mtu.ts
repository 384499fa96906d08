import { carrierOf } from '../read/interface-words.ts';
import type { Option } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const mtu: InterfacesRule = {
  id: 'interfaces-mtu',
  severity: 'warning',
  summary: 'an MTU that is too small for IPv6, or larger than that of the interface below',
  why: 'IPv6 needs 1280 bytes (RFC 8200, section 5): on a link with less the kernel switches it off. A VLAN cannot carry more than the interface that carries it; `ip link set mtu` is refused or packets are lost.',
  story: 'The VLAN was set to 9000, the card below it to 1500. Small packets passed, logins worked, and every large copy hung.',
  bad: 'auto eth0\niface eth0 inet6 static\n    address 2001:db8::10/64\n    mtu 1200\n',
  good: 'auto eth0\niface eth0 inet6 static\n    address 2001:db8::10/64\n    mtu 1400\n',
  *check({ tree }) {
    if (!tree.byKey.has('mtu')) return;
    const of = new Map<string, { readonly option: Option; readonly value: number }>();
    for (const { iface, options } of tree.stanzas) {
      const option = options.find(({ key }) => key === 'mtu');
      const value = Number(option?.words[0]?.text);
      if (iface?.name !== undefined && option !== undefined && Number.isInteger(value)) of.set(iface.name.text, { option, value });
    }
    for (const { iface, options } of tree.stanzas) {
      const name = iface?.name;
      const own = name === undefined ? undefined : of.get(name.text);
      const word = own?.option.words[0];
      if (name === undefined || own === undefined || word === undefined || !options.includes(own.option)) continue;
      if (iface?.family?.text === 'inet6' && own.value >= 68 && own.value < 1280)
        yield { span: word.span, message: `\`${own.value}\` is too small for IPv6, which needs 1280` };
      const carrier = name.text.includes(':') ? undefined : carrierOf(name)?.text;
      const raw = options.find(({ key }) => key === 'vlan-raw-device' || key === 'vlan_raw_device')?.words[0]?.text;
      const below = of.get(raw ?? carrier ?? '');
      if (below !== undefined && below.value < own.value) {
        yield {
          span: word.span,
          message: `\`${own.value}\` is more than the ${below.value} of \`${raw ?? carrier}\`, which carries it`,
          related: [{ span: below.option.line.span, message: 'the interface below' }],
        };
      }
    }
  },
};
