import { directiveNamed } from '../keywords.ts';
import type { Directive } from '../tree.ts';
import { type LogrotateRule, removeLine } from './define.ts';

/** Pairs that take each other back beside those that are each other's opposite (config.c: LOG_FLAG_TMPFILENAME). */
const exclusive: Readonly<Record<string, string>> = { copytruncate: 'renamecopy', renamecopy: 'copytruncate' };

export const contradiction: LogrotateRule = {
  id: 'logrotate-contradiction',
  severity: 'warning',
  summary: 'A directive is taken back by another one in the same stanza',
  why: 'The last of the two counts: `compress` before `nocompress` means no compression. logrotate says nothing.',
  story:
    '`compress` stood at the top of a long stanza, `nocompress` at its end, from two tickets of two years. The last one counts, and the disk was full of plain text.',
  bad: '/var/log/app.log {\n    compress\n    nocompress\n}\n',
  good: 'compress\n\n/var/log/app.log {\n    nocompress\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    for (const scope of tree.crowded) {
      const seen = new Map<string, Directive>();
      for (const directive of scope) {
        const name = directive.name.text;
        for (const other of [directiveNamed(name)?.opposite, exclusive[name]]) {
          const before = other === undefined ? undefined : seen.get(other);
          if (before === undefined || other === undefined) continue;
          seen.delete(other);
          yield {
            message: `\`${other}\` is never used: \`${name}\` below takes it back`,
            span: before.span,
            related: [{ span: directive.name.span, message: 'the one that counts' }],
            tags: ['unnecessary'],
            fixes: [removeLine(text, before, false)],
          };
        }
        seen.set(name, directive);
      }
    }
  },
};
