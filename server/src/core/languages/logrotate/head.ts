import type { LanguageHead } from '../../language.ts';
import { versionSetting } from './version.ts';

/** When a text is one of logrotate's. */
export const logrotateHead: LanguageHead = {
  id: 'logrotate',
  title: 'logrotate',
  aliases: ['logrotate.conf', 'logrotate-conf'],
  paths: ['**/logrotate.conf', '**/logrotate.d/**'],
  extensions: ['.logrotate'],
  comment: '#',
  settings: [versionSetting],
};
