import { optionNamed } from '../facts/option-named.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { Option } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const vlan: InterfacesRule = {
  id: 'interfaces-vlan',
  severity: 'warning',
  summary: 'a VLAN interface whose number is out of range or whose carrier is not known',
  why: 'ifup makes a VLAN interface from its name: `eth0.5` is VLAN 5 of eth0 (the scripts in archlinux.c and the vlan hook). Numbers go from 1 to 4094; `ip link add` refuses others. `vlan5` does not say what carries it: without `vlan-raw-device` nothing is made.',
  story:
    '`vlan40` was given no `vlan-raw-device`. Nothing was made, and the storage network that it carried was missing only after the reboot, months later.',
  bad: 'auto eth0.5000\niface eth0.5000 inet static\n    address 192.0.2.10/24\n',
  good: 'auto eth0.500\niface eth0.500 inet static\n    address 192.0.2.10/24\n',
  *check({ tree }) {
    for (const { kind, iface, options } of tree.stanzas) {
      const name = iface?.name;
      if (kind !== 'iface' || name === undefined || !/[.n]\d+$/.test(name.text) || isPlaceholder(name.text)) continue;
      const carrier = options.find(({ key }) => optionNamed(key)?.name === 'vlan-raw-device');
      const raw = carrier !== undefined;
      if (carrier?.words[0]?.text === name.text)
        yield { severity: 'error', span: carrier.words[0].span, message: `\`${name.text}\` cannot carry itself` };
      if (!raw && /^vlan\d+$/.test(name.text) && nothingMakes(options))
        yield {
          span: name.span,
          message: `\`${name.text}\` does not say what carries it; \`vlan-raw-device\` was expected, or a name such as \`eth0.${Number(name.text.slice(4))}\``,
        };
      const dotted = /^[^.:/]+(?:\.\d+)*\.(\d+)$/.exec(name.text)?.[1];
      const named = raw ? /^vlan(\d+)$/.exec(name.text)?.[1] : undefined;
      const id = dotted ?? named;
      if (id === undefined) continue;
      const number = Number(id);
      if (number > 4094)
        yield {
          span: { start: name.span.end - id.length, end: name.span.end },
          message: `\`${id}\` is no VLAN: the numbers go from 1 to 4094`,
        };
      else if (number === 0)
        yield {
          severity: 'info',
          span: { start: name.span.end - id.length, end: name.span.end },
          message: 'VLAN 0 is no VLAN: it only carries a priority',
        };
    }
  },
};

/** Whether no option and no command of a stanza makes its interface. */
function nothingMakes(options: readonly Option[]): boolean {
  return !options.some(
    ({ key, value }) =>
      /^(?:ovs|bridge|vlan|vxlan|bond|link|use|type|inherit)/.test(key) || /\b(?:link add|vconfig|vsctl)\b/.test(value.text),
  );
}
