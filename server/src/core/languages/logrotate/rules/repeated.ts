import { slotOf } from '../setting-slots.ts';
import type { Directive } from '../tree.ts';
import { type LogrotateRule, removeLine } from './define.ts';

export const repeated: LogrotateRule = {
  id: 'logrotate-repeated-directive',
  severity: 'warning',
  summary: 'A directive is given twice in one stanza',
  why: 'The last one counts, the one before it is never used; of two scripts of one kind the first is dropped without a word (config.c, readConfigFile frees what was there).',
  story:
    'Two `postrotate` scripts stood in one stanza, one to reload the daemon, one to ship the log. The first is dropped without a word; the daemon was never reloaded.',
  bad: '/var/log/app.log {\n    rotate 7\n    rotate 14\n}\n',
  good: '/var/log/app.log {\n    rotate 14\n    daily\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    for (const scope of tree.crowded) {
      const seen = new Map<string, Directive>();
      for (const directive of scope) {
        const name = directive.name.text;
        if (slotOf(name) === undefined) continue;
        const before = seen.get(name);
        seen.set(name, directive);
        if (before === undefined) continue;
        const same = before.value?.text === directive.value?.text && before.script === undefined;
        yield {
          message: same
            ? `\`${name}\` stands here twice; one of them is enough`
            : `This \`${name}${before.value === undefined ? '' : ` ${before.value.text}`}\` is never used: another one below takes its place`,
          span: before.script === undefined ? before.span : before.name.span,
          related: [{ span: directive.name.span, message: 'the one that counts' }],
          tags: ['unnecessary'],
          ...(before.script === undefined ? { fixes: [removeLine(text, before, same)] } : {}),
        };
      }
    }
  },
};
