import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Form } from '../forms.ts';
import { parameterOf, stringOf, textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { StringValue, Tree } from '../syntax/tree.ts';

function hasQueue({ word, names }: Form): boolean {
  if (word !== 'action' && word !== 'ruleset' && word !== 'main_queue') return false;
  for (const name of names) if (name.startsWith('queue.')) return true;
  return false;
}

export const queue: LanguageRule<Tree> = {
  id: 'rsyslog-queue',
  severity: 'error',
  summary: 'A queue on disk has no file name, or two queues share one',
  why: 'A queue of type `Disk` without `queue.filename` is made a queue in memory (`qqueueStart`, runtime/queue.c), so messages are lost when rsyslogd stops; two queues with one file name in one spool directory are refused, since they would overwrite each other. Parameters of a queue that stays `Direct` do nothing.',
  story: 'A disk queue had no file name and was kept in memory instead. The restart after the upgrade dropped an hour of messages.',
  bad: 'action(type="omfile" file="/var/log/x" queue.type="Disk")\n',
  good: 'action(type="omfile" file="/var/log/x" queue.type="Disk" queue.filename="x")\n',
  *check({ tree }): Iterable<Report> {
    const files = new Map<string, StringValue>();
    for (const { node, enabled } of objectsOf(tree.flat, hasQueue)) {
      if (!enabled) continue;
      const type = textOf(node, 'queue.type')?.toLowerCase();
      const file = stringOf(node, 'queue.filename');
      if ((type === 'disk' || type === 'segmenteddisk') && parameterOf(node, 'queue.filename') === undefined) {
        yield { message: 'A queue on disk needs `queue.filename`', span: parameterOf(node, 'queue.type')?.span ?? node.wordSpan };
      }
      if (
        file !== undefined &&
        file.quote !== '`' &&
        file.text !== '' &&
        type !== 'direct' &&
        (type !== undefined || node.word === 'main_queue')
      ) {
        const key = `${textOf(node, 'queue.spooldirectory') ?? ''}\n${file.text}`;
        const first = files.get(key);
        if (first !== undefined)
          yield {
            message: `The queue file name \`${file.text}\` is taken by another queue`,
            span: file.span,
            related: [{ span: first.span, message: 'It is used here first' }],
          };
        else files.set(key, file);
      }
      if (type === 'segmenteddisk' && (textOf(node, 'queue.oncorruption') ?? 'safe') !== 'safe') {
        yield {
          message: 'A queue of type `segmentedDisk` knows only `queue.oncorruption="safe"`',
          span: parameterOf(node, 'queue.oncorruption')?.span ?? node.wordSpan,
        };
      }
      const idle =
        node.word === 'action' && (type === undefined || type === 'direct')
          ? node.parameters.find(({ name }) => /^queue\.(?:filename|size|maxdiskspace|saveonshutdown)$/.test(name))
          : undefined;
      if (idle !== undefined)
        yield {
          severity: 'warning',
          message: `\`${idle.name}\` does nothing: without \`queue.type\` the action has no queue of its own`,
          span: idle.nameSpan,
        };
    }
  },
};
