import { foldHosts } from './fold-hosts.ts';
import type { Outcome } from './outcome.ts';

/** What one host gave for one block. */
export interface Gathered {
  readonly host: string;
  readonly outcome: Outcome;
  readonly stdout: string;
  readonly stderr: string;
  readonly message?: string;
}

/** Hosts that gave the same. */
export interface GatheredGroup {
  readonly hosts: readonly string[];
  /** The hosts as one expression: `web[1-3]`. */
  readonly name: string;
  readonly outcome: Outcome;
  readonly stdout: string;
  readonly stderr: string;
  readonly message?: string;
}

/** Hosts with the same outcome and output in groups: largest first, then in the order they came in. */
export function gather(results: readonly Gathered[]): readonly GatheredGroup[] {
  const groups = new Map<string, { readonly first: Gathered; readonly hosts: string[] }>();
  for (const result of results) {
    const key = JSON.stringify([result.outcome, result.stdout, result.stderr, result.message]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: result, hosts: [result.host] });
    else group.hosts.push(result.host);
  }
  return [...groups.values()]
    .map(({ first: { host: _, ...rest }, hosts }) => ({ ...rest, hosts, name: foldHosts(hosts) }))
    .sort((a, b) => b.hosts.length - a.hosts.length);
}
