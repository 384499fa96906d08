import type { Language } from '../../language.ts';
import { dialectSetting } from './dialect.ts';
import { parseInterfaces } from './parse.ts';
import { rules } from './rules/registry.ts';
import type { InterfacesTree } from './tree.ts';

/** The network configuration that ifup reads: /etc/network/interfaces, in the dialects of its four daemons. */
export const interfaces: Language<InterfacesTree> = {
  id: 'interfaces',
  title: 'Network interfaces',
  aliases: ['network-interfaces', 'ifupdown', 'eni'],
  paths: ['**/network/interfaces', '**/network/interfaces.d/**', '**/interfaces.d/*'],
  extensions: ['.interfaces', '.eni'],
  comment: '#',
  settings: [dialectSetting],
  parse: parseInterfaces,
  rules,
};
