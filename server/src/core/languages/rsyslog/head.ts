import type { LanguageHead } from '../../language.ts';
import { buildSetting, versionSetting } from './setting.ts';

/** When a text is one of rsyslog's. */
export const rsyslogHead: LanguageHead = {
  id: 'rsyslog',
  title: 'rsyslog',
  aliases: ['rainerscript', 'rsyslog.conf'],
  paths: ['**/rsyslog.conf', '**/rsyslog.d/*.conf'],
  extensions: [],
  comment: '#',
  settings: [versionSetting, buildSetting],
};
