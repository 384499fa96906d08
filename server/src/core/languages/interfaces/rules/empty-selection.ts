import { dialectOf } from '../dialect.ts';
import { emptySelections } from '../verdict/selection.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const emptySelection: InterfacesRule = {
  id: 'interfaces-empty-selection',
  severity: 'error',
  summary: 'a line that is to name interfaces or files, and names none',
  why: 'ifup reads an `auto` without names without a word, and the interface that was meant stays down; ifupdown2 rejects the line. A `source` without a path makes ifup read every file of the folder.',
  story: '`auto` lost its name in an edit. Nothing complained, nothing came up.',
  bad: 'auto\niface eth0 inet dhcp\n',
  good: 'auto eth0\niface eth0 inet dhcp\n',
  check: ({ tree, settings }) => emptySelections(tree.stanzas, dialectOf(tree, settings)),
};
