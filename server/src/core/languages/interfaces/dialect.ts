import { type SettingDefinition, type Settings, setting } from '../../settings.ts';
import type { Dialect, InterfacesTree } from './tree.ts';

/** Which daemon reads the file. */
export const dialectSetting: SettingDefinition = {
  key: 'dialect',
  values: ['auto', 'ifupdown', 'ifupdown2', 'ifupdown-ng', 'busybox'],
  default: 'auto',
  description:
    'The program that reads interfaces files: ifupdown (Debian, Ubuntu), ifupdown2 (Cumulus Linux, Proxmox), ifupdown-ng (Alpine) or busybox; auto tells it from the text',
};

/** Whether nobody said which daemon reads the file, so that a verdict may be that of the wrong one. */
export function isGuessed(settings: Settings): boolean {
  return setting(settings, 'interfaces', dialectSetting) === 'auto';
}

/** The daemon that a tree is judged for: the setting's, else the one that its text tells. */
export function dialectOf(tree: InterfacesTree, settings: Settings): Dialect {
  const said = setting(settings, 'interfaces', dialectSetting);
  return said === 'auto' ? tree.detected : (said as Dialect);
}
