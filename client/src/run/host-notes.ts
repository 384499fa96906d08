import { foldHosts } from './fold-hosts.ts';

/** What is to be known of reaching hosts, a line each; hosts of the same note together, by name: `web[1-3]: …`. */
export function hostNotes(hosts: Iterable<readonly [name: string, { readonly notes?: readonly string[] }]>): readonly string[] {
  const named = new Map<string, string[]>();
  for (const [name, { notes = [] }] of hosts) for (const note of notes) named.set(note, [...(named.get(note) ?? []), name]);
  return [...named].map(([note, names]) => `${foldHosts(names)}: ${note}`);
}
