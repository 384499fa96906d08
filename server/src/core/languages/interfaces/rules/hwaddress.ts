import { isUnicastMac, readMac } from '../../values/mac-address.ts';
import { dialectOf } from '../dialect.ts';
import { eachOption, isRead } from '../read/each-option.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const hwaddress: InterfacesRule = {
  id: 'interfaces-hwaddress',
  severity: 'error',
  summary: 'a MAC address that is none, or one that no interface may have',
  why: 'ifup gives it to `ip link set address`, which refuses anything but six hexadecimal bytes; the kernel refuses an address of a group (odd first byte). A class word such as `ether` in front is dropped (cleanup_hwaddress in archlinux.c).',
  story:
    "A digit was lost when the address was copied from a label. `ip` refused it, the interface kept its old one, and the DHCP server gave it the address of another machine's reservation.",
  bad: 'auto eth0\niface eth0 inet dhcp\n    hwaddress 00:11:22:33:44:zz\n',
  good: 'auto eth0\niface eth0 inet dhcp\n    hwaddress 02:11:22:33:44:55\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    for (const place of eachOption(tree, dialect)) {
      const { record, words } = place;
      if (record?.value.kind !== 'mac') continue;
      const [first, second] = words;
      // `hwaddress CLASS ADDRESS`: the class says nothing that `ip` would want to know.
      const word = first !== undefined && second !== undefined && /^[a-z]\w*$/i.test(first.text) ? second : first;
      if (word === undefined || record.value.also.includes(word.text)) continue;
      const severity = record.from === 'ifupdown' && isRead(place, dialect) ? 'error' : 'warning';
      const mac = readMac(word.text);
      if (mac === undefined) {
        if (isPlaceholder(word.text))
          yield {
            severity: 'warning',
            span: word.span,
            message: `\`${word.text}\` stands for a MAC address that is still to be filled in`,
          };
        else
          yield {
            severity,
            span: word.span,
            message: `\`${word.text}\` is no MAC address; six bytes such as \`02:00:5e:10:00:01\` were expected`,
          };
      } else if (!isUnicastMac(mac)) {
        yield {
          severity,
          span: word.span,
          message: `\`${word.text}\` is the address of a group or of nobody: the kernel lets no interface have it`,
        };
      }
    }
  },
};
