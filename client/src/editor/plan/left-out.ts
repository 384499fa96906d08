import { l10n } from 'vscode';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { Plan } from '../../run/plan.ts';

/** A line for the question whether a plan is to be run: hosts that nothing can run on, as the plan says above with why; undefined where there is none. */
export function leftOut({ hosts }: Pick<Plan, 'hosts'>): string | undefined {
  const named = (some: Plan['hosts']): string[] => [...new Set(some.map(({ name }) => name))];
  const out = named(hosts.filter(({ trouble }) => trouble !== undefined));
  return out.length === 0
    ? undefined
    : l10n.t('! nothing can run on {0} of {1} hosts: {2}', out.length, named(hosts).length, foldHosts(out));
}
