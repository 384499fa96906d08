import { readIni } from './read-ini.ts';
import { readYaml } from './read-yaml.ts';
import { resolveVariables, type Variables } from './resolve-variables.ts';
import type { InventoryHost } from '../inventory.ts';

/** What is wrong with an inventory, with its line from 1. */
export interface InventoryTrouble {
  readonly line: number;
  readonly message: string;
}

/** An inventory as it is written: hosts and groups with their own variables. */
export interface RawInventory {
  /** In order of their first naming, with the variables of their own. */
  readonly hosts: ReadonlyMap<string, Variables>;
  readonly groups: ReadonlyMap<string, RawGroup>;
  readonly troubles: readonly InventoryTrouble[];
}

/** One group; `all` and `ungrouped` are none of the file's own. */
export interface RawGroup {
  readonly hosts: readonly string[];
  readonly children: readonly string[];
  readonly vars: Variables;
}

/** What an Ansible inventory names. */
export interface AnsibleInventory {
  readonly hosts: readonly InventoryHost[];
  /** The hosts of each group and of those below it, `all` and `ungrouped` among them. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly troubles: readonly InventoryTrouble[];
}

/** Variables that lie beside an inventory, in `group_vars` and `host_vars`, by name. */
export interface VariablesBeside {
  readonly groups: ReadonlyMap<string, Variables>;
  readonly hosts: ReadonlyMap<string, Variables>;
}

/** An inventory's hosts and groups as they stand in its text: YAML where its name says so, else INI. */
export function rawInventory(path: string, text: string): RawInventory {
  return /\.(ya?ml|json)$/i.test(path) ? readYaml(text) : readIni(text);
}

/**
 * Reads an Ansible inventory as Ansible does (lib/ansible/plugins/inventory/ini.py and yaml.py): groups, children, ranges, and of the variables
 * those that say where a host is and who logs in. What needs Ansible to be run (a template, a plugin) is told and left out.
 */
export function ansibleInventory(raw: RawInventory, beside: VariablesBeside = { groups: new Map(), hosts: new Map() }): AnsibleInventory {
  const troubles = [...raw.troubles];
  const { groups, variables } = resolveVariables(raw, beside);
  const hosts = [...raw.hosts.keys()].map((name): InventoryHost => {
    const found = variables.get(name) ?? new Map<string, string>();
    const get = (...keys: readonly string[]): string | undefined => {
      for (const key of keys) {
        const value = found.get(key);
        if (value === undefined || value === '') continue;
        if (!/\{[{%]/.test(value)) return value;
        troubles.push({ line: 1, message: `\`${key}\` of \`${name}\` is a template, which only Ansible can fill: it is left out` });
      }
      return undefined;
    };
    const address = get('ansible_host', 'ansible_ssh_host');
    const port = Number(get('ansible_port', 'ansible_ssh_port'));
    const user = get('ansible_user', 'ansible_ssh_user');
    const key = get('ansible_private_key_file', 'ansible_ssh_private_key_file');
    return {
      name,
      ...(address !== undefined && { address }),
      ...(Number.isInteger(port) && port > 0 && port < 65_536 && { port }),
      ...(user !== undefined && { user }),
      ...(key !== undefined && { identityFile: key }),
      ...ownVariables(found),
    };
  });
  return { hosts, groups, troubles };
}

/** What a hole may take of a host's variables: Ansible's own, templates and what a vault holds are none. */
function ownVariables(found: Variables): { readonly variables?: Readonly<Record<string, string>> } {
  const own = [...found].filter(
    ([name, value]) => /^(?!ansible_)[A-Za-z_][A-Za-z0-9_]*$/.test(name) && value !== '' && !/\{[{%]|^\s*\$ANSIBLE_VAULT;/.test(value),
  );
  return own.length === 0 ? {} : { variables: Object.fromEntries(own) };
}
