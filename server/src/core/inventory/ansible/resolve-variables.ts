import type { RawInventory, VariablesBeside } from './ansible-inventory.ts';

/** Variables by name, as text. */
export type Variables = ReadonlyMap<string, string>;

/** The hosts of each group with those of its children, and the variables of each host: its own over those of its groups, a child's over its parents'. */
export function resolveVariables(
  { hosts, groups }: RawInventory,
  beside: VariablesBeside,
): {
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly variables: ReadonlyMap<string, Variables>;
  /** Groups that are below themselves, which Ansible refuses. */
  readonly circles: readonly string[];
} {
  const circles = new Set<string>();
  const members = new Map<string, readonly string[]>();
  const collect = (name: string, way: ReadonlySet<string>): readonly string[] => {
    const known = members.get(name);
    if (known !== undefined) return known;
    const group = groups.get(name);
    if (way.has(name)) circles.add(name);
    if (group === undefined || way.has(name)) return [];
    const below = new Set([...way, name]);
    const all = [...new Set([...group.hosts, ...group.children.flatMap((child) => collect(child, below))])];
    members.set(name, all);
    return all;
  };
  for (const name of groups.keys()) collect(name, new Set());
  const grouped = new Set([...members].filter(([name]) => name !== 'all' && name !== 'ungrouped').flatMap(([, names]) => names));
  const all = [...hosts.keys()];
  members.set('all', all);
  members.set(
    'ungrouped',
    all.filter((name) => !grouped.has(name)),
  );
  const depths = depthsOf(groups);
  // lib/ansible/inventory/helpers.py, sort_groups: by depth, then by name; what comes later wins.
  const order = [...members.keys()].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0) || (a < b ? -1 : 1));
  const variables = new Map<string, Map<string, string>>(all.map((name) => [name, new Map<string, string>()]));
  const put = (host: string, from: Variables | undefined): void => {
    for (const [key, value] of from ?? []) variables.get(host)?.set(key, value);
  };
  for (const source of [(name: string) => groups.get(name)?.vars, (name: string) => beside.groups.get(name)])
    for (const group of order) {
      const vars = source(group);
      if (vars !== undefined) for (const host of members.get(group) ?? []) put(host, vars);
    }
  for (const host of all) {
    put(host, hosts.get(host));
    put(host, beside.hosts.get(host));
  }
  return { groups: members, variables, circles: [...circles] };
}

/** How deep each group lies below `all` at most. */
function depthsOf(groups: RawInventory['groups']): ReadonlyMap<string, number> {
  const depths = new Map<string, number>([['all', 0]]);
  for (const name of groups.keys()) if (name !== 'all') depths.set(name, 1);
  // One round for each level; a circle ends with the number of groups.
  for (let round = 0; round < groups.size; round++) {
    let changed = false;
    for (const [name, { children }] of groups) {
      const below = name === 'all' ? 1 : (depths.get(name) ?? 1) + 1;
      for (const child of children)
        if ((depths.get(child) ?? 0) < below && below <= groups.size) {
          depths.set(child, below);
          changed = true;
        }
    }
    if (!changed) break;
  }
  return depths;
}
