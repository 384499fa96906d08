import { slotOf } from '../setting-slots.ts';
import type { LogrotateRule } from './define.ts';

export const leakingSetting: LogrotateRule = {
  id: 'logrotate-leaking-setting',
  severity: 'warning',
  summary: 'A file of `logrotate.d` changes settings for the files that come after it',
  why: 'Included files share the settings of the top level (config.c, readConfigPath hands the same defaults to each): what one sets outside of a stanza stays set for those that come after it in the alphabet.',
  story:
    'A file that sorted early said `rotate 0` outside of its stanza. Every package that came after it in the alphabet and said nothing kept no logs at all.',
  bad: 'compress\n\n/var/log/app.log {\n    daily\n}\n',
  good: '/var/log/app.log {\n    compress\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  examplePath: '/etc/logrotate.d/app',
  *check({ tree, path }) {
    if (path === undefined || !/(^|\/)logrotate\.d\/[^/]+$/.test(path)) return;
    if (tree.stanzas.length === 0 || tree.items.some((item) => item.kind === 'directive' && item.name.text === 'include')) return;
    for (const item of tree.items) {
      if (item.kind !== 'directive' || slotOf(item.name.text) === undefined) continue;
      yield {
        message: `\`${item.name.text}\` outside of a stanza stays in force for the files of \`logrotate.d\` that are read after this one`,
        span: item.name.span,
      };
    }
  },
};
