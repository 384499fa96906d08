import { readSize } from '../size-value.ts';
import { inStanzas } from './alike.ts';
import type { LogrotateRule } from './define.ts';

/** logrotate.c, findNeedRotating. */
export const sizeLimits: LogrotateRule = {
  id: 'logrotate-size-limits',
  severity: 'warning',
  summary: '`minsize` and `maxsize` that contradict each other or `size`',
  why: '`minsize` is only looked at when the time of a frequency has come, so beside `size` it does nothing; `maxsize` is looked at first of all, so a `minsize` above it, or a larger `size`, is never asked.',
  story: '`minsize 10M` was added beside `size 1M` to calm things down. Beside `size` it is never asked, and nothing calmed down.',
  bad: '/var/log/app.log {\n    daily\n    minsize 100M\n    maxsize 10M\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    minsize 1M\n    maxsize 100M\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    yield* inStanzas(tree, function* (scope) {
      const bytes = (slot: string): bigint | undefined => {
        const value = scope.get(slot)?.value;
        return value === undefined ? undefined : readSize(value.text).bytes;
      };
      const criterium = scope.get('criterium');
      const min = scope.own.get('minsize');
      const max = scope.own.get('maxsize');
      if (min !== undefined && criterium?.name.text === 'size') {
        yield {
          message: '`minsize` has no effect: `size` rotates by size alone, without a frequency to wait for',
          span: min.span,
          related: [{ span: criterium.span, message: '`size` is in force' }],
        };
        return;
      }
      const least = bytes('minsize');
      const most = bytes('maxsize');
      const at = min ?? max;
      if (at !== undefined && least !== undefined && most !== undefined && most > 0n && least > most) {
        yield {
          message: `\`minsize\` is larger than \`maxsize\`: the log is rotated at \`maxsize\` already, whatever the time, and never at its time`,
          span: at.span,
        };
      }
      const size = criterium?.name.text === 'size' ? bytes('criterium') : undefined;
      if (max !== undefined && size !== undefined && most !== undefined && most > 0n && most < size) {
        yield { message: '`maxsize` is smaller than `size`, so `size` is never reached', span: max.span };
      }
    });
  },
};
