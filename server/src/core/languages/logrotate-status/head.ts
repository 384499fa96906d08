import type { LanguageHead } from '../../language.ts';

/** When a text is logrotate's state file. */
export const logrotateStatusHead: LanguageHead = {
  id: 'logrotate-status',
  title: 'logrotate state file',
  aliases: ['logrotate-state', 'logrotate.status'],
  paths: ['**/lib/logrotate/status', '**/lib/logrotate/logrotate.status', '**/lib/logrotate.status', '**/logrotate.status'],
  extensions: [],
  comment: '#',
  settings: [],
};
