import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Form } from '../forms.ts';
import { parameterOf, stringOf, textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { ObjectNode, StringValue, Tree } from '../syntax/tree.ts';

function hasQueue({ word, names }: Form): boolean {
  if (word !== 'action' && word !== 'ruleset' && word !== 'main_queue') return false;
  for (const name of names) if (name.startsWith('queue.')) return true;
  return false;
}

export const queue: LanguageRule<Tree> = {
  id: 'rsyslog-queue',
  severity: 'error',
  summary: 'A queue on disk has no file name, two queues share one, or what is said of a queue does not fit it',
  why: 'A queue of type `Disk` without `queue.filename` is made a queue in memory (`qqueueStart`, runtime/queue.c), so messages are lost when rsyslogd stops; two queues with one file name in one spool directory are refused, since they would overwrite each other. Parameters of a queue that stays `Direct` do nothing (`qqueueApplyCnfParam`); only the newer releases say so when they check a file.',
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
      yield* onDisk(node, type);
      const idle =
        node.word === 'action' && (type === undefined || type === 'direct')
          ? node.parameters.find(({ name }) => name.startsWith('queue.') && name !== 'queue.type')
          : undefined;
      if (idle !== undefined)
        yield {
          severity: 'warning',
          message: `\`${idle.name}\` does nothing: ${type === undefined ? 'without `queue.type` the action has no queue of its own' : 'with `queue.type="direct"` the action has no queue'}`,
          span: idle.nameSpan,
        };
    }
  },
};

/** What is said of the disk behind a queue in memory and does not go with the rest: rsyslogd refuses it (`qqueueApplyCnfParam`, runtime/queue.c). */
function* onDisk(node: ObjectNode, type: string | undefined): Iterable<Report> {
  const [kind, upgrade, idle] = ['queue.diskqueuetype', 'queue.diskqueueautoupgrade', 'queue.diskqueueidletimeout'].map((name) =>
    parameterOf(node, name),
  );
  const first = kind ?? upgrade ?? idle;
  if (first === undefined) return;
  const inMemory = type === 'fixedarray' || type === 'linkedlist' || (type === undefined && node.word !== 'action');
  const engine = textOf(node, 'queue.diskqueuetype')?.toLowerCase();
  const timeout = textOf(node, 'queue.diskqueueidletimeout');
  if (!inMemory || parameterOf(node, 'queue.filename') === undefined)
    yield {
      message: `\`${first.name}\` is only for a queue of type \`LinkedList\` or \`FixedArray\` with a \`queue.filename\``,
      span: first.nameSpan,
    };
  else if (upgrade !== undefined && engine !== undefined && engine !== 'auto')
    yield { message: '`queue.diskQueueAutoUpgrade` goes with `queue.diskQueueType="auto"` alone', span: upgrade.nameSpan };
  else if (idle !== undefined && engine === 'disk' && timeout !== undefined && Number(timeout) !== 60_000)
    yield { message: '`queue.diskQueueIdleTimeout` does not go with `queue.diskQueueType="disk"`', span: idle.nameSpan };
}
