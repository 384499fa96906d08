import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { NameSpace } from '../references.ts';
import type { Tree } from '../syntax/tree.ts';

const titles: Readonly<Partial<Record<NameSpace, string>>> = {
  template: 'template',
  ruleset: 'ruleset',
  lookup_table: 'lookup table',
  dyn_stats: '`dyn_stats()` bucket',
  percentile_stats: '`percentile_stats()` bucket',
  ratelimit: 'rate limit',
  outchannel: 'output channel',
};

export const unusedName: LanguageRule<Tree> = {
  id: 'rsyslog-unused-name',
  severity: 'hint',
  summary: 'A template, ruleset, lookup table, bucket or rate limit that nothing uses',
  why: 'What is defined and never named does nothing: a template that no action takes, a ruleset that no input and no `call` reaches. Most often it is left over, or the name that should lead to it is spelt in another way. A drop-in may define what other files use: only for a whole tree this is more than a hint.',
  story: 'The template with the time zone was there, and so was an action. Nobody had told the action of the template.',
  bad: 'template(name="brief" type="string" string="%msg%\\n")\naction(type="omfile" file="/var/log/x")\n',
  good: 'template(name="brief" type="string" string="%msg%\\n")\naction(type="omfile" file="/var/log/x" template="brief")\n',
  *check({ tree, facts, closed }): Iterable<Report> {
    const used = new Map<string, Set<string>>();
    for (const { fact } of facts) {
      if (fact.kind !== 'uses' || fact.space === 'rsyslog.variable') continue;
      const names = used.get(fact.space);
      if (names === undefined) used.set(fact.space, new Set([fact.name]));
      else names.add(fact.name);
    }
    // Names that are made while messages come may be any.
    const anyRuleset = tree.flat.indirectCalls.length > 0;
    const anyTable = tree.flat.expressions.some(
      (one) => one.kind === 'function' && one.name === 'lookup' && one.arguments[0]?.kind !== 'string',
    );
    const seen = new Set<string>();
    for (const { space, name, span } of tree.names.definitions) {
      const title = titles[space];
      if (title === undefined || name === '' || used.get(`rsyslog.${space}`)?.has(name) === true) continue;
      const key = `${space}:${name}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if ((space === 'ruleset' && (anyRuleset || name === 'RSYSLOG_DefaultRuleset')) || (space === 'lookup_table' && anyTable)) continue;
      yield {
        severity: closed ? 'info' : 'hint',
        message: `Nothing${closed ? '' : ' here'} uses the ${title} \`${name}\``,
        span,
        tags: ['unnecessary'],
      };
    }
  },
};
