import { dialectOf } from '../dialect.ts';
import { ifaceLines } from '../verdict/iface-line.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const unknownMethod: InterfacesRule = {
  id: 'interfaces-unknown-method',
  severity: 'error',
  summary: 'an `iface` line without a method that the family has',
  why: 'ifup rejects the whole file (`unknown or no method`, read_interfaces_defn in config.c): no interface comes up. The methods differ by family: `auto` is one of `inet6` only.',
  story: '`inet sttaic` was one swapped pair of letters. ifup refused the whole file at boot, the other five interfaces with it.',
  bad: 'auto eth0\niface eth0 inet sttaic\n    address 192.0.2.10/24\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n',
  *check({ tree, settings }) {
    for (const { about, ...report } of ifaceLines(tree.stanzas, dialectOf(tree, settings))) if (about === 'method') yield report;
  },
};
