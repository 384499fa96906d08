import { dialectOf } from '../dialect.ts';
import { ifaceLines } from '../verdict/iface-line.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const unknownFamily: InterfacesRule = {
  id: 'interfaces-unknown-family',
  severity: 'error',
  summary: 'an `iface` line without a family that the daemon knows',
  why: 'ifup rejects the whole file (`unknown or no address type`, read_interfaces_defn in config.c): no interface comes up. ifupdown2 and ifupdown-ng do without a family, so a file that was moved from there fails here.',
  story: 'A stanza came over from ifupdown2, where `iface eth0` is enough. ifupdown refused the file, and not one interface came up.',
  bad: 'auto eth0\niface eth0 dhcp\n',
  good: 'auto eth0\niface eth0 inet dhcp\n',
  *check({ tree, settings }) {
    for (const { about, ...report } of ifaceLines(tree.stanzas, dialectOf(tree, settings))) if (about === 'family') yield report;
  },
};
