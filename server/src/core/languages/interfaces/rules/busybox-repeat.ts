import { dialectOf } from '../dialect.ts';
import { busyboxRepeats } from '../verdict/repeats.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const busyboxRepeat: InterfacesRule = {
  id: 'interfaces-busybox-repeat',
  severity: 'error',
  summary: 'an interface in `auto` or an option of a stanza that busybox refuses to read twice',
  why: 'busybox ends at once where an interface is in `auto` a second time or an option stands twice in a stanza (read_interfaces in its networking/ifupdown.c): nothing comes up. The other daemons take both.',
  story:
    '`auto eth0` was added by a script that did not look whether it was there. Debian took it; the Alpine gateway with busybox brought up nothing at all.',
  bad: 'auto eth0\nauto eth0\niface eth0 inet dhcp\n',
  good: 'auto eth0\niface eth0 inet dhcp\n',
  exampleSettings: { interfaces: { dialect: 'busybox' } },
  check: ({ tree, settings }) => busyboxRepeats(tree.stanzas, dialectOf(tree, settings)),
};
