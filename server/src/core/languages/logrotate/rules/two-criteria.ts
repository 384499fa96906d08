import { isFrequency, slotOf } from '../setting-slots.ts';
import type { Directive } from '../tree.ts';
import { type LogrotateRule, removeLine } from './define.ts';

export const twoCriteria: LogrotateRule = {
  id: 'logrotate-two-criteria',
  severity: 'warning',
  summary: 'Two frequencies, or `size` and a frequency, in one stanza',
  why: 'logrotate rotates by one criterium only, and the last one counts (config.c, set_criterium; a note in its debug output is all it says). `size` is a criterium of its own: to rotate by time and by size `minsize` or `maxsize` is meant.',
  story:
    '`daily` and `size 100M` were meant as "daily, or when it is large". Only the last one counts: quiet logs were not rotated for months, and the retention promised to customers was not kept.',
  bad: '/var/log/app.log {\n    size 10M\n    weekly\n}\n',
  good: '/var/log/app.log {\n    weekly\n    maxsize 10M\n    rotate 4\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    for (const scope of tree.crowded) {
      let before: Directive | undefined;
      for (const directive of scope) {
        const name = directive.name.text;
        if (slotOf(name) !== 'criterium') continue;
        const dead = before;
        before = directive;
        if (dead === undefined || dead.name.text === name) continue;
        const related = [{ span: directive.name.span, message: 'the one that counts' }];
        const size = [dead, directive].find((one) => !isFrequency(one.name.text));
        if (size === undefined) {
          yield {
            message: `\`${dead.name.text}\` has no effect: \`${name}\` below takes its place, one frequency counts`,
            span: dead.span,
            related,
            tags: ['unnecessary'],
            fixes: [removeLine(text, dead, false)],
          };
          continue;
        }
        const word = size.name.span;
        yield {
          // A size below a frequency does what its author may want: look at the set times, rotate by size alone.
          ...(size === dead ? {} : { severity: 'info' as const }),
          message:
            size === dead
              ? `\`size\` has no effect: \`${name}\` below takes its place; with a frequency \`maxsize\` or \`minsize\` is meant`
              : `\`${dead.name.text}\` has no effect: \`size\` below takes its place, and the log is rotated by its size alone; with a frequency \`maxsize\` or \`minsize\` is meant`,
          span: dead.span,
          related,
          tags: ['unnecessary'],
          fixes: [
            { title: 'Change `size` to `maxsize`', certain: false, edits: [{ span: word, text: 'maxsize' }] },
            { title: 'Change `size` to `minsize`', certain: false, edits: [{ span: word, text: 'minsize' }] },
            removeLine(text, dead, false),
          ],
        };
      }
    }
  },
};
