import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { stringOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Item, Tree } from '../syntax/tree.ts';

export const noAction: LanguageRule<Tree> = {
  id: 'rsyslog-no-action',
  severity: 'warning',
  summary: 'A ruleset that is used does nothing with its messages',
  why: 'A message that is handed to a ruleset goes through it and nowhere else. Where it holds no action, no `call` and no `stop`, the message is lost; whoever meant to discard it writes `stop`.',
  story: 'The action of a ruleset was commented out for an hour. The input went on feeding it for a year.',
  bad: 'module(load="imudp")\nruleset(name="remote") { }\ninput(type="imudp" port="514" ruleset="remote")\n',
  good: 'module(load="imudp")\nruleset(name="remote") { action(type="omfile" file="/var/log/remote.log") }\ninput(type="imudp" port="514" ruleset="remote")\n',
  *check({ tree, facts }): Iterable<Report> {
    // $RuleSet and a ruleset of another file may go on with it.
    if (tree.directives.some(({ name }) => name === 'ruleset')) return;
    const used = new Set<string>();
    for (const { fact } of facts) if (fact.kind === 'uses' && fact.space === 'rsyslog.ruleset') used.add(fact.name);
    for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'ruleset')) {
      const name = enabled ? stringOf(node, 'name') : undefined;
      if (name === undefined || !used.has(name.text) || node.body === undefined || reaches(node.body.items)) continue;
      yield {
        message: `The ruleset \`${name.text}\` does nothing with its messages: an action or \`stop\` was expected`,
        span: name.inner,
      };
    }
  },
};

/** Besides objects, what does something with a message. */
const acting: ReadonlySet<string> = new Set(['legacy-action', 'stop', 'call', 'call-indirect', 'bsd-tag', 'bsd-host']);

function reaches(items: readonly Item[]): boolean {
  const open = [...items];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.kind === 'object' || acting.has(item.kind)) return true;
    if (item.kind === 'if') open.push(...item.then.items, ...(item.otherwise?.items ?? []));
    else if (item.kind === 'foreach') open.push(...item.body.items);
    else if (item.kind === 'selector' || item.kind === 'property-filter') open.push(...(item.block?.items ?? []));
  }
  return false;
}
