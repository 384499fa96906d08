import { dialectOf } from '../dialect.ts';
import { ifaceLines } from '../verdict/iface-line.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const ifaceLine: InterfacesRule = {
  id: 'interfaces-iface-line',
  severity: 'error',
  summary: 'an `iface` line with too few or too many words',
  why: 'Without a name the file is rejected (`too few parameters for iface line`). What stands behind the method is ignored with a word on standard error by ifupdown, in silence by ifupdown2, and rejected by busybox; only `inherits` means something there.',
  story:
    '`iface eth0 inet static up` was meant to bring the interface up. The fifth word is ignored here and refused by busybox, so the same image stayed dark on the small boxes.',
  bad: 'auto eth0\niface eth0 inet dhcp auto\n',
  good: 'auto eth0\niface eth0 inet dhcp\n',
  *check({ tree, settings }) {
    for (const { about, ...report } of ifaceLines(tree.stanzas, dialectOf(tree, settings))) if (about === 'line') yield report;
  },
};
