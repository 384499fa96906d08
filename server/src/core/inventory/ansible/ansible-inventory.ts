import { readIni } from './read-ini.ts';
import { readYaml } from './read-yaml.ts';
import { resolveVariables, type Variables } from './resolve-variables.ts';
import type { InventoryHost } from '../inventory.ts';

/** What is wrong with an inventory, with its line from 1 where it is one line's. */
export interface InventoryTrouble {
  readonly line?: number;
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
 * those that say where a host is and who logs in. What else says how it is reached, or needs Ansible to be run (a template), is left out with a note.
 */
export function ansibleInventory(raw: RawInventory, beside: VariablesBeside = { groups: new Map(), hosts: new Map() }): AnsibleInventory {
  const { groups, variables, circles } = resolveVariables(raw, beside);
  const troubles = [...raw.troubles, ...circles.map((name) => ({ message: `the group \`${name}\` is a child of itself` }))];
  const hosts = [...raw.hosts.keys()].map((name): InventoryHost => {
    const notes: string[] = [];
    const found = variables.get(name) ?? new Map<string, string>();
    const get = (...keys: readonly string[]): string | undefined => {
      for (const key of keys) {
        const value = found.get(key);
        if (value === undefined || value === '') continue;
        if (!/\{[{%]/.test(value)) return value;
        notes.push(`\`${key}\` is a template, which only Ansible can fill: it is left out`);
      }
      return undefined;
    };
    const address = get('ansible_host', 'ansible_ssh_host');
    const port = Number(get('ansible_port', 'ansible_ssh_port'));
    const user = get('ansible_user', 'ansible_ssh_user');
    const key = get('ansible_private_key_file', 'ansible_ssh_private_key_file');
    notes.push(...notHeeded(found));
    return {
      name,
      ...(address !== undefined && { address }),
      ...(Number.isInteger(port) && port > 0 && port < 65_536 && { port }),
      ...(user !== undefined && { user }),
      ...(key !== undefined && { identityFile: key }),
      ...ownVariables(found),
      ...(notes.length > 0 && { notes }),
    };
  });
  return { hosts, groups, troubles };
}

/** Variables that say how a host is reached, and where that is said to opsbook. */
const elsewhere: readonly (readonly [names: RegExp, values: RegExp, where: string])[] = [
  [/^ansible_ssh_(common|extra)_args$/, /./, 'ssh_config says how a host is reached'],
  [/^ansible_connection$/, /^(?!ssh$|smart$|paramiko$)./, 'every host but `local` and `sandbox` is reached by ssh'],
  [/^ansible_(ssh_)?pass(word)?$/, /./, 'a password is asked for'],
];

function notHeeded(found: Variables): readonly string[] {
  return [...found].flatMap(([name, value]) =>
    elsewhere
      .filter(([names, values]) => names.test(name) && values.test(value))
      .map(([, , where]) => `\`${name}\` of the inventory is not heeded: ${where}`),
  );
}

/** What a hole may take of a host's variables: Ansible's own, templates and what a vault holds are none. */
function ownVariables(found: Variables): { readonly variables?: Readonly<Record<string, string>> } {
  const own = [...found].filter(
    ([name, value]) => /^(?!ansible_)[A-Za-z_][A-Za-z0-9_]*$/.test(name) && value !== '' && !/\{[{%]|^\s*\$ANSIBLE_VAULT;/.test(value),
  );
  return own.length === 0 ? {} : { variables: Object.fromEntries(own) };
}
