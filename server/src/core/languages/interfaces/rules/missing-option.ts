import { dialectOf, isGuessed } from '../dialect.ts';
import { missingOptions } from '../verdict/required.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const missingOption: InterfacesRule = {
  id: 'interfaces-missing-option',
  severity: 'error',
  summary: 'a stanza without an option that its method needs',
  why: 'ifup says `missing required variable` and leaves the interface down (check_options in execute.c). A misspelled option is another option to it, and so the right one is missing.',
  story:
    '`adress` is just an unknown option, so the right one was missing. ifup said "missing required variable" on a console that nobody watched, and the interface stayed down.',
  bad: 'auto eth0\niface eth0 inet static\n    adress 192.0.2.10/24\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n',
  check: ({ tree, settings }) => missingOptions(tree.stanzas, dialectOf(tree, settings), isGuessed(settings)),
};
