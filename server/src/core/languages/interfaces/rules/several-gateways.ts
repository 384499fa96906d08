import { readIpAddress } from '../../values/ip-address.ts';
import { broughtUp } from '../read/brought-up.ts';
import type { Word } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const severalGateways: InterfacesRule = {
  id: 'interfaces-several-gateways',
  severity: 'warning',
  summary: 'a second default gateway of one family without a metric',
  why: 'Two default routes of the same metric exclude each other: the second `ip route add default` fails with `File exists`, and ifup with it, or traffic leaves by the wrong interface. A `metric`, another table or a VRF keeps them apart.',
  story: 'Two interfaces had a gateway each. Which route won depended on which came up first, so every second reboot broke the monitoring.',
  bad: 'auto eth0 eth1\niface eth0 inet static\n    address 192.0.2.10/24\n    gateway 192.0.2.1\n\niface eth1 inet static\n    address 198.51.100.10/24\n    gateway 198.51.100.1\n',
  good: 'auto eth0 eth1\niface eth0 inet static\n    address 192.0.2.10/24\n    gateway 192.0.2.1\n\niface eth1 inet static\n    address 198.51.100.10/24\n',
  *check({ tree, facts }) {
    if ((tree.byKey.get('gateway')?.length ?? 0) < 2) return;
    const selected = broughtUp(tree, facts);
    const first = new Map<string, { readonly word: Word; readonly name: string }>();
    for (const { iface, options } of tree.stanzas) {
      const name = iface?.name?.text;
      // Stanzas that are not brought up by themselves are often alternatives.
      const how = name === undefined ? undefined : selected.get(name);
      if (name === undefined || (how?.has('auto') !== true && how?.has('hotplug') !== true)) continue;
      if (!options.some(({ key }) => key === 'gateway')) continue;
      const value = (key: string): string => options.find((option) => option.key === key)?.value.text ?? '';
      if (['vrf', 'vrf-member', 'vrf-table'].some((key) => value(key) !== '')) continue;
      for (const option of options) {
        const word = option.words[0];
        const ip = option.key === 'gateway' && word !== undefined ? readIpAddress(word.text) : undefined;
        if (ip === undefined || word === undefined) continue;
        const key = `${ip.family} ${value('metric')}`;
        const before = first.get(key);
        if (before === undefined) first.set(key, { word, name });
        else {
          yield {
            span: word.span,
            message: `A second default gateway for IPv${ip.family}: \`${before.name}\` has \`${before.word.text}\` already, with the same metric`,
            related: [{ span: before.word.span, message: 'the first' }],
          };
        }
      }
    }
  },
};
