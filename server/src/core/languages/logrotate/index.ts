import type { Language } from '../../language.ts';
import { parse } from './parse.ts';
import { rules } from './rules/index.ts';
import type { LogrotateTree } from './tree.ts';
import { versionSetting } from './version.ts';

/** logrotate's configuration: `/etc/logrotate.conf` and what it includes. */
export const logrotate: Language<LogrotateTree> = {
  id: 'logrotate',
  title: 'logrotate',
  aliases: ['logrotate.conf', 'logrotate-conf'],
  paths: ['**/logrotate.conf', '**/logrotate.d/**'],
  extensions: ['.logrotate'],
  comment: '#',
  settings: [versionSetting],
  parse,
  rules,
};
