import { dialectOf, isGuessed } from '../dialect.ts';
import { emptyValues } from '../verdict/empty-value.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const optionWithoutValue: InterfacesRule = {
  id: 'interfaces-option-without-value',
  severity: 'error',
  summary: 'an option without a value',
  why: 'ifup rejects the whole file (`option with empty value`, read_interfaces_defn in config.c); ifupdown2 throws the line away. `name=value` is one word to them, and so an option without a value.',
  story: '`gateway` was cleared to be filled in later. ifup refuses the whole file for it; the reboot for the kernel update came first.',
  bad: 'auto eth0\niface eth0 inet static\n    address=192.0.2.10/24\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n',
  check: ({ tree, settings }) => emptyValues(tree.stanzas, dialectOf(tree, settings), isGuessed(settings)),
};
