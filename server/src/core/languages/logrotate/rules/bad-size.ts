import { readSize } from '../size-value.ts';
import { inDirectives } from './alike.ts';
import { consequence, type LogrotateRule } from './define.ts';

export const badSize: LogrotateRule = {
  id: 'logrotate-bad-size',
  severity: 'error',
  summary: 'A size that logrotate does not take',
  why: 'A size is a number and at most one letter: `k`, `K`, `M` or `G`, powers of 1024. No blank between them, no `m`, no `MB` (config.c, readConfigFile: "unknown unit", "bad size").',
  story:
    '`size 100MB` reads well. logrotate takes one letter at most, refused the line, and rotated at 1 MB: the four logs that were kept reached back an hour.',
  bad: '/var/log/app.log {\n    size 10m\n}\n',
  good: '/var/log/app.log {\n    size 10M\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    yield* inDirectives(tree, ['size'], function* ({ item: directive, stanza }) {
      if (directive.value === undefined) return;
      const { text, span } = directive.value;
      const size = readSize(text);
      if (size.bytes !== undefined) {
        if (!size.digits) {
          yield { severity: 'warning', message: `\`${text}\` has no number before its unit: logrotate takes it for 0`, span };
        }
        return;
      }
      const better = mended(text);
      yield {
        message: `\`${text}\` is no size: a number and at most one of \`k\`, \`K\`, \`M\`, \`G\` was expected; ${consequence(stanza !== undefined)}`,
        span,
        ...(better === undefined
          ? {}
          : { fixes: [{ title: `Change it to \`${better}\``, certain: false, edits: [{ span, text: better }] }] }),
      };
    });
  },
};

/** The size that was most likely meant: `10m`, `10 MB`, `10MiB` -> `10M`; without a comment behind it. */
function mended(text: string): string | undefined {
  const match = /^(\d+)\s*([kmg]?)(?:i?b|bytes?)?\s*(?:#.*)?$/i.exec(text);
  if (match === null) return undefined;
  const unit = match[2] ?? '';
  return `${match[1]}${unit.toLowerCase() === 'k' ? 'k' : unit.toUpperCase()}`;
}
