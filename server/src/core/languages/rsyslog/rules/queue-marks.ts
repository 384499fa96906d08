import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Form } from '../forms.ts';
import { parameterOf, textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { ObjectNode, Tree } from '../syntax/tree.ts';

const marks = ['queue.highwatermark', 'queue.lowwatermark', 'queue.discardmark', 'queue.fulldelaymark', 'queue.lightdelaymark'];
const sizes = ['queue.size', 'queue.maxfilesize', 'queue.maxdiskspace', ...marks];

/** One size alone contradicts nothing. */
function hasTwoSizes({ word, names }: Form): boolean {
  return (word === 'action' || word === 'ruleset' || word === 'main_queue') && sizes.filter((name) => names.has(name)).length > 1;
}

export const queueMarks: LanguageRule<Tree> = {
  id: 'rsyslog-queue-marks',
  severity: 'warning',
  summary: "A queue's sizes and marks contradict each other",
  why: 'A mark above the size of its queue is never reached, so that what it should begin (writing to disk, slowing senders, discarding) never does; a low mark at or above the high one makes the queue go to disk and back without end. rsyslogd takes such numbers or puts others in their place without a word that anybody reads (`qqueueCorrectParams`, runtime/queue.c).',
  story:
    'The size of a queue was cut to a tenth and its high watermark was forgotten. It never went to disk, filled up, and messages were lost.',
  bad: 'action(type="omfile" file="/x" queue.type="LinkedList" queue.filename="q" queue.size="1000" queue.highWatermark="8000")\n',
  good: 'action(type="omfile" file="/x" queue.type="LinkedList" queue.filename="q" queue.size="10000" queue.highWatermark="8000")\n',
  *check({ tree }): Iterable<Report> {
    for (const { node, enabled } of objectsOf(tree.flat, hasTwoSizes)) {
      if (!enabled) continue;
      const at = (name: string): { name: string; value: number; span: { start: number; end: number } } | undefined => {
        const parameter = parameterOf(node, name);
        const value = sizeOf(node, name);
        return parameter === undefined || value === undefined || value === 0 ? undefined : { name, value, span: parameter.span };
      };
      const size = at('queue.size');
      for (const mark of marks.map(at))
        if (mark !== undefined && size !== undefined && mark.value > size.value)
          yield {
            message: `\`${mark.name}\` is above \`queue.size\` (${size.value}): it is never reached`,
            span: mark.span,
            related: [{ span: size.span, message: 'The size is given here' }],
          };
      const [high, low] = [at('queue.highwatermark'), at('queue.lowwatermark')];
      if (high !== undefined && low !== undefined && low.value >= high.value)
        yield {
          message: '`queue.lowwatermark` must be below `queue.highwatermark`',
          span: low.span,
          related: [{ span: high.span, message: 'The high one is given here' }],
        };
      const [file, space] = [at('queue.maxfilesize'), at('queue.maxdiskspace')];
      if (file !== undefined && space !== undefined && file.value > space.value)
        yield { message: '`queue.maxfilesize` is above `queue.maxdiskspace`: not one whole file fits', span: file.span };
    }
  },
};

const units = 'kmgtpe';

/** A size in bytes or messages: `k` is 1024, `K` 1000; undefined where it is none. */
function sizeOf(node: ObjectNode, name: string): number | undefined {
  const parts = /^(\d+)([kmgtpe]?)$/i.exec(textOf(node, name) ?? '');
  if (parts === null) return undefined;
  const unit = parts[2] as string;
  return Number(parts[1]) * (unit === '' ? 1 : (unit === unit.toLowerCase() ? 1024 : 1000) ** (units.indexOf(unit.toLowerCase()) + 1));
}
