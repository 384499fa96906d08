import type { Fact } from '../../../facts.ts';
import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Tree } from '../syntax/tree.ts';

export const portTwice: LanguageRule<Tree> = {
  id: 'rsyslog-port-twice',
  severity: 'warning',
  summary: 'Two inputs listen on one port',
  why: 'Only one socket can be bound to an address and a port: when rsyslogd starts the second input reports that the address is in use and receives nothing, while the check of the file finds nothing wrong. Two inputs on different addresses are fine.',
  story: 'A drop-in opened port 514 for a new ruleset. The main file listened there already, and every message went on into the old files.',
  bad: 'module(load="imtcp")\ninput(type="imtcp" port="514")\ninput(type="imtcp" port="514")\n',
  good: 'module(load="imtcp")\ninput(type="imtcp" port="514")\ninput(type="imtcp" port="1514")\n',
  *check({ facts }): Iterable<Report> {
    const listens = facts.filter(({ fact }) => fact.kind === 'listens' && fact.space === 'port');
    // Those of other files first: they are there already.
    const seen = new Map<string, (typeof listens)[number][]>();
    for (const one of listens) if (!one.own) seen.set(one.fact.name, [...(seen.get(one.fact.name) ?? []), one]);
    for (const one of listens) {
      if (!one.own) continue;
      const others = seen.get(one.fact.name) ?? [];
      const first = others.find((other) => collide(other.fact, one.fact));
      if (first !== undefined)
        yield {
          message: `Port ${one.fact.name.replace(/^(\w+)\/(\d+)$/, '$2 ($1)')} is taken by another input${first.own ? '' : ` in \`${first.file}\``}: one of them receives nothing`,
          span: one.fact.span,
          related: [{ ...(!first.own && { file: first.file }), span: first.fact.span, message: 'It is bound here too' }],
        };
      // One of an address is enough to collide with.
      if (first === undefined) seen.set(one.fact.name, [...others, one]);
    }
  },
};

/** An input without an address listens on all of them, in its network namespace. */
function collide(a: Fact, b: Fact): boolean {
  if (a.detail?.['namespace'] !== b.detail?.['namespace']) return false;
  const addressOf = ({ detail }: Fact): string | undefined => {
    const address = detail?.['address'];
    return address === '*' || address === '0.0.0.0' ? undefined : address;
  };
  const one = addressOf(a);
  const other = addressOf(b);
  return one === undefined || other === undefined || one === other;
}
