import { directives } from '../facts/directives.ts';
import type { LogrotateRule } from './define.ts';

const globals = directives.filter((record) => record.globalOnly === true).map(({ name }) => name);

export const globalOnly: LogrotateRule = {
  id: 'logrotate-global-only',
  severity: 'error',
  summary: 'A directive that belongs to the top level stands inside of a stanza',
  why: '`tabooext` and `taboopat` tell which files of an included folder are read; in a stanza logrotate refuses them and leaves the stanza out (config.c, readConfigFile).',
  story: '`tabooext` was put into the stanza that it was meant for. It counts only at the top, and logrotate left the stanza out.',
  bad: '/var/log/app.log {\n    tabooext + .save\n}\n',
  good: 'tabooext + .save\ninclude /etc/logrotate.d\n',
  *check({ tree }) {
    for (const { item: directive, stanza } of globals.flatMap((name) => tree.named(name))) {
      if (stanza === undefined) continue;
      yield {
        message: `\`${directive.name.text}\` may only stand at top level, outside of a stanza; logrotate leaves out the whole stanza`,
        span: directive.name.span,
      };
    }
  },
};
