import type { LanguageHead } from '../../language.ts';
import { dialectSetting } from './dialect.ts';

/** When a text is one of ifupdown's. */
export const interfacesHead: LanguageHead = {
  id: 'interfaces',
  title: 'Network interfaces',
  aliases: ['network-interfaces', 'ifupdown', 'eni'],
  paths: ['**/network/interfaces', '**/network/interfaces.d/**', '**/interfaces.d/*'],
  extensions: ['.interfaces', '.eni'],
  comment: '#',
  settings: [dialectSetting],
};
