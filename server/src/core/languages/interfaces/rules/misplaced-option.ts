import { dialectOf, isGuessed } from '../dialect.ts';
import { misplaced } from '../verdict/misplaced.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const misplacedOption: InterfacesRule = {
  id: 'interfaces-misplaced-option',
  severity: 'error',
  summary: 'a line that begins no stanza and stands in none',
  why: 'ifup stops reading at the first such line (`misplaced option`, read_interfaces_defn in config.c) and brings no interface up at all; ifupdown2 throws the line away (process_interfaces in networkinterfaces.py). Most often it is a misspelled keyword, or an option whose `iface` line is missing.',
  story:
    'An `address` line was pasted above its `iface`. ifup stopped reading right there, the machine came back from its reboot without any network, and somebody drove to the data centre.',
  bad: 'atuo eth0\niface eth0 inet dhcp\n',
  good: 'auto eth0\niface eth0 inet dhcp\n',
  check: ({ tree, settings }) => misplaced(tree.stanzas, dialectOf(tree, settings), isGuessed(settings)),
};
