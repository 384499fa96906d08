/** One host that an inventory names; what is absent was not said there. */
export interface InventoryHost {
  readonly name: string;
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  /** A private key's path, as it is written. */
  readonly identityFile?: string;
  readonly production?: boolean;
  /** Values of its own, by names that a hole may have; those that say how it is reached are not among them. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What is said of reaching it that is not heeded, a sentence each. */
  readonly notes?: readonly string[];
}

/** All names that may be asked for: hosts and groups of opsbook.yaml, the inventories it names, and ssh_config. */
export interface Inventory {
  readonly hosts: ReadonlyMap<string, InventoryHost>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** False where something that may name hosts was not read, so that an unknown name is no problem. */
  readonly complete: boolean;
  /** What could not be read of the files that name hosts, a sentence each: a run would not know whom it leaves out. Absent: nothing. */
  readonly unread?: readonly string[];
  /** What is wrong with groups of opsbook.yaml, by name. Absent: nothing. */
  readonly wrongGroups?: ReadonlyMap<string, string>;
}

/** The names of all hosts' own values. */
export function namesOfVariables({ hosts }: Inventory): ReadonlySet<string> {
  return new Set([...hosts.values()].flatMap(({ variables }) => Object.keys(variables ?? {})));
}

/** An inventory that names nothing. */
export const emptyInventory: Inventory = { hosts: new Map(), groups: new Map(), complete: true };

/** Several inventories as one: what an earlier one says stands, but a host of production is one wherever that is said. */
export function mergedInventory(all: readonly Inventory[]): Inventory {
  const hosts = new Map<string, InventoryHost>();
  for (const host of all.flatMap((inventory) => [...inventory.hosts.values()])) {
    const known = hosts.get(host.name) ?? host;
    hosts.set(host.name, host.production === true ? { ...known, production: true } : known);
  }
  const groups = new Map<string, readonly string[]>();
  for (const [name, members] of all.flatMap((inventory) => [...inventory.groups])) if (!groups.has(name)) groups.set(name, members);
  return { hosts, groups, complete: all.every(({ complete }) => complete) };
}
