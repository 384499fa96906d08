import { dialectOf } from '../dialect.ts';
import { mappings } from '../verdict/mapping.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const mapping: InterfacesRule = {
  id: 'interfaces-mapping',
  severity: 'error',
  summary: 'a `mapping` stanza that is not made of one `script` and `map` lines',
  why: 'ifup rejects the whole file for any other word in a `mapping` stanza and for a second `script` (read_interfaces_defn in config.c).',
  story:
    'A comment word slipped into a `mapping` stanza. The file was refused as a whole, and the laptop that it was written for found no network anywhere.',
  bad: 'mapping eth0\n    script /usr/local/sbin/where-am-i\n    script /usr/local/sbin/where\n\niface home inet dhcp\n',
  good: 'auto eth0\nmapping eth0\n    script /usr/local/sbin/where-am-i\n    map home work\n\niface home inet dhcp\n',
  check: ({ tree, settings }) => mappings(tree.stanzas, dialectOf(tree, settings)),
};
