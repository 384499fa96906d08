import { hostExpression } from '../inventory/host-expression.ts';
import { hostPlaces } from '../runbook/host-places.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Two names of one expression that lead to the same account of the same machine. */
export const sameHost: RunbookRule = {
  id: 'runbook-same-host',
  severity: 'warning',
  summary: 'Two names of one host expression lead to the same machine and account',
  why: 'Each name is a target of its own: the block runs twice on that machine, at the same time, and a batch that was meant to leave one machine up takes it down.',
  story:
    'Since a move an inventory called one balancer `lb1` and also `edge1`. `hosts: "lb1,edge1"` with `rolling: 1` was meant to restart one while the other served; it restarted the same one twice, and the other kept its old configuration.',
  bad: '---\nrunbook:\n  hosts: "first,second"\n---\n',
  good: '---\nrunbook:\n  hosts: "first"\n---\n',
  exampleHosts: { first: '192.0.2.1', second: '192.0.2.1' },
  *check({ project, runbook }) {
    const { inventory } = project;
    for (const { text, span } of hostPlaces(runbook)) {
      const seen = new Map<string, string>();
      for (const name of hostExpression(text, inventory).names) {
        const host = inventory.hosts.get(name);
        if (host?.address === undefined) continue;
        const key = `${host.user ?? ''}@${host.address}:${host.port ?? 22}`;
        const before = seen.get(key);
        if (before === undefined) seen.set(key, name);
        else yield { span, message: `\`${before}\` and \`${name}\` are the same machine and account: ${host.address}` };
      }
    }
  },
};
