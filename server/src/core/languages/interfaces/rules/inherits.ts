import { dialectOf } from '../dialect.ts';
import { inheritance } from '../verdict/inherits.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const inherits: InterfacesRule = {
  id: 'interfaces-inherits',
  severity: 'error',
  summary: 'an `inherits` whose parent is not defined above, or is lost by it',
  why: 'ifup reads from top to bottom and rejects the file where the parent is not there yet or is of another family (`unknown iface to inherit from`, get_interface in config.c). For ifupdown-ng an interface that another inherits is a template, which it refuses to bring up.',
  story:
    'The parent stanza was moved to the end of the file for tidiness. ifup reads from top to bottom, did not know it yet, and refused the file.',
  bad: 'iface eth0 inet static inherits office\n    address 192.0.2.10/24\n\niface office inet static\n    mtu 1400\n',
  good: 'iface office inet static\n    address 192.0.2.9/24\n    mtu 1400\n\nauto eth0\niface eth0 inet static inherits office\n    address 192.0.2.10/24\n',
  check: ({ tree, settings }) => inheritance(tree.stanzas, dialectOf(tree, settings)),
};
