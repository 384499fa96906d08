import type { LogrotateRule } from './define.ts';
import { strayScripts } from './stray-script.ts';

export const logNameInside: LogrotateRule = {
  id: 'logrotate-log-name-inside',
  severity: 'error',
  summary: 'A log name stands inside of a stanza',
  why: 'Log names stand before the brace. Inside of a stanza logrotate says "unexpected log filename" and leaves out the whole stanza (config.c, readConfigFile). A line of a script whose `postrotate` is missing looks the same.',
  story:
    'While moving stanzas about, a log\'s name slipped below the brace. logrotate said "unexpected log filename" and left the whole stanza out.',
  bad: '/var/log/a.log {\n    daily\n    /var/log/b.log\n}\n',
  good: '/var/log/a.log /var/log/b.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    const inScript = new Set(strayScripts(tree).flatMap((run) => run.junk));
    for (const { item: junk } of tree.junk) {
      if (junk.reason !== 'log-name') continue;
      if (inScript.has(junk)) continue;
      yield {
        message: 'A log name stands inside of a stanza: it belongs before `{`; logrotate leaves out the whole stanza',
        span: junk.span,
      };
    }
  },
};
