import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Form } from '../forms.ts';
import { parameterOf, textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

function mayLimit({ word, module, names }: Form): boolean {
  if (word !== 'module' && word !== 'input') return false;
  return module?.name === 'imjournal' || names.has('ratelimit.interval') || names.has('syssock.ratelimit.interval');
}

export const rateLimit: LanguageRule<Tree> = {
  id: 'rsyslog-rate-limit',
  severity: 'info',
  summary: 'A rate limit drops messages of a busy program in silence',
  why: 'imjournal takes 20,000 messages in 600 seconds unless it is told otherwise and drops what is above, with one line that says how many; imuxsock and the network inputs do so where an interval is set. On a host that logs in bursts those are the messages of the incident. `ratelimit.interval="0"` switches it off.',
  story:
    'The database failed and wrote thirty thousand lines about it. A third of them, the first cause among them, was dropped by the limit.',
  bad: 'module(load="imjournal" StateFile="imjournal.state")\n',
  good: 'module(load="imjournal" StateFile="imjournal.state" ratelimit.interval="0")\n',
  *check({ tree }): Iterable<Report> {
    for (const { node, enabled, form } of objectsOf(tree.flat, mayLimit)) {
      const module = enabled ? form.module?.name : undefined;
      if (module === 'imjournal' && node.word === 'module') {
        if (
          parameterOf(node, 'ratelimit.interval') === undefined &&
          parameterOf(node, 'ratelimit.burst') === undefined &&
          parameterOf(node, 'ratelimit.name') === undefined
        )
          yield {
            message: '`imjournal` drops messages above 20,000 in 600 seconds: `ratelimit.interval` and `ratelimit.burst` set the limit',
            span: node.wordSpan,
          };
        continue;
      }
      for (const prefix of ['syssock.', '']) {
        const interval = Number(textOf(node, `${prefix}ratelimit.interval`) ?? 0);
        const burst = textOf(node, `${prefix}ratelimit.burst`);
        const parameter = parameterOf(node, `${prefix}ratelimit.interval`);
        if (!(interval > 0) || parameter === undefined || (node.word !== 'module' && node.word !== 'input')) continue;
        yield {
          message: `Messages above ${burst ?? 'the usual burst'} in ${interval} seconds are dropped`,
          span: parameter.span,
        };
      }
    }
  },
};
