import type { Want } from '../../../facts.ts';
import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { parameterOf, stringOf, textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const workDirectory: LanguageRule<Tree> = {
  id: 'rsyslog-work-directory',
  severity: 'warning',
  summary: 'A queue that goes to disk, and no folder for it is set',
  why: 'Queue files are written to `global(workDirectory=)`, `$WorkDirectory` or `queue.spoolDirectory`. Without any rsyslogd writes them to the folder it was started in, which is `/` under systemd, or not at all where it may not write there, and then what the queue was to save is lost. A drop-in relies on the main file: reported for whole trees, and for a file that includes others at its top and so is the main one.',
  story: 'The queue had a file name and the main file no work directory. When the central server was away for a night nothing was on disk.',
  bad: 'include(file="/etc/rsyslog.d/*.conf" mode="optional")\naction(type="omfwd" target="192.0.2.1" port="514" protocol="tcp" queue.type="LinkedList" queue.filename="fwd")\n',
  good: 'global(workDirectory="/var/spool/rsyslog")\ninclude(file="/etc/rsyslog.d/*.conf" mode="optional")\naction(type="omfwd" target="192.0.2.1" port="514" protocol="tcp" queue.type="LinkedList" queue.filename="fwd")\n',
  *check({ tree, facts, closed, parsed }): Iterable<Report> {
    if (!closed && !includesAtTop(tree, parsed.wants)) return;
    if (facts.some(({ fact }) => fact.kind === 'sets' && fact.space === 'rsyslog.global' && fact.name === 'workdirectory')) return;
    for (const { node, enabled } of objectsOf(tree.flat, ({ names }) => names.has('queue.filename'))) {
      if (!enabled || !['action', 'ruleset', 'main_queue'].includes(node.word)) continue;
      const type = textOf(node, 'queue.type')?.toLowerCase();
      const file = stringOf(node, 'queue.filename');
      if (file === undefined || type === 'direct' || parameterOf(node, 'queue.spooldirectory') !== undefined) continue;
      if (node.word === 'action' && type === undefined) continue;
      yield { message: 'This queue goes to disk, and no `workDirectory` is set for its files', span: file.span };
    }
  },
};

/** Whether something is included at the top: what stands inside of a ruleset or a statement belongs to that, and any drop-in may do it. */
function includesAtTop({ items }: Tree, wants: readonly Want[]): boolean {
  let next = 0;
  for (const { span } of [...wants].sort((a, b) => a.span.start - b.span.start)) {
    while ((items[next]?.span.end ?? Number.POSITIVE_INFINITY) <= span.start) next++;
    const item = items[next];
    if (item === undefined || span.start < item.span.start || (item.kind === 'object' && item.word === 'include')) return true;
  }
  return false;
}
