import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { checkShape } from '../configuration/check-shape.ts';
import { opsbookShape } from '../configuration/opsbook-shape.ts';
import { languages } from '../languages/registry.ts';
import type { Settings } from '../settings.ts';
import { lineIndex } from '../text/line-index.ts';
import type { AnsibleInventory } from './ansible/ansible-inventory.ts';
import { groupsNamed, hostExpression } from './host-expression.ts';
import type { Inventory, InventoryHost } from './inventory.ts';

/** What opsbook.yaml says; every part may be absent. */
export interface OpsbookYaml {
  readonly hosts: readonly InventoryHost[];
  /** Group name to host expression. */
  readonly groups: ReadonlyMap<string, string>;
  /** Paths of Ansible inventories, relative to the file. */
  readonly inventories: readonly string[];
  /** Globs of Markdown files that are runbooks, relative to the file. */
  readonly include: readonly string[];
  readonly settings: Settings;
  /** What counts for files that globs match, in order: the later one wins. */
  readonly overrides: readonly Override[];
  /** What is wrong with it, at which place, from 1. */
  readonly troubles: readonly { readonly line: number; readonly column: number; readonly message: string }[];
  /** Why nothing of it was read; absent where it is YAML and a mapping. */
  readonly unread?: string;
}

/** Settings for the files that globs, relative to opsbook.yaml, match. */
export interface Override {
  readonly files: readonly string[];
  readonly settings: Settings;
}

const none: OpsbookYaml = { hosts: [], groups: new Map(), inventories: [], include: [], settings: {}, overrides: [], troubles: [] };

/** Reads opsbook.yaml; what cannot be read is left out and told, with its place. */
export function readOpsbookYaml(text: string): OpsbookYaml {
  if (text.trim() === '') return none;
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const lines = lineIndex(text);
  const place = (offset: number): { line: number; column: number } => {
    const { line, character } = lines.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
  const nothing = (offset: number, message: string): OpsbookYaml => ({
    ...none,
    troubles: [{ ...place(offset), message }],
    unread: `line ${place(offset).line}: ${message}`,
  });
  const [error] = document.errors;
  if (error !== undefined) return nothing(error.pos[0], `it is no YAML: ${error.message.split('\n')[0]}`);
  const root = document.contents;
  if (root === null) return none;
  if (!isMap(root)) return nothing(0, 'a mapping with keys such as `hosts` and `rules` was expected');
  const troubles = [...checkShape(root, opsbookShape(), 'opsbook.yaml')].map(({ start, message }) => ({ ...place(start), message }));
  const values = keysOf(root);
  const overrides = values.get('overrides');
  return {
    hosts: hostsOf(values.get('hosts')),
    groups: new Map([...keysOf(values.get('groups'))].map(([name, value]) => [name, list(value).join(',')])),
    inventories: list(values.get('inventories')),
    include: list(values.get('include')),
    settings: settingsOf(values),
    overrides: (isSeq(overrides) ? overrides.items : [overrides]).flatMap((item) => {
      const inner = keysOf(item);
      const files = list(inner.get('files'));
      return files.length === 0 ? [] : [{ files, settings: settingsOf(inner) }];
    }),
    troubles,
  };
}

function settingsOf(values: ReadonlyMap<string, unknown>): Settings {
  const settings: Record<string, Record<string, string>> = {};
  for (const key of ['rules', ...languages.map(({ id }) => id)]) {
    const given = keysOf(values.get(key));
    if (given.size > 0) settings[key] = Object.fromEntries([...given].map(([name, value]) => [name, word(value)]));
  }
  return settings;
}

function hostsOf(node: unknown): InventoryHost[] {
  if (isSeq(node)) return list(node).map((name) => ({ name }));
  return [...keysOf(node)].map(([name, value]) => {
    const fields = keysOf(value);
    const port = Number(word(fields.get('port')));
    const address = isScalar(value) ? word(value) : word(fields.get('address'));
    const user = word(fields.get('user'));
    return {
      name,
      ...(address !== '' && { address }),
      ...(Number.isInteger(port) && port > 0 && port < 65_536 && { port }),
      ...(user !== '' && { user }),
      ...(word(fields.get('production')) === 'true' && { production: true }),
      ...variablesOf(fields.get('variables')),
    };
  });
}

function variablesOf(node: unknown): { readonly variables?: Readonly<Record<string, string>> } {
  const own = [...keysOf(node)].map(([name, value]) => [name, word(value)] as const);
  return own.length === 0 ? {} : { variables: Object.fromEntries(own) };
}

/** The values of a mapping by key, the last one of equal keys; nothing for what is no mapping. */
function keysOf(node: unknown): ReadonlyMap<string, unknown> {
  return new Map(isMap(node) ? node.items.map(({ key, value }) => [word(key), value]) : []);
}

function list(node: unknown): string[] {
  return (isSeq(node) ? node.items.map(word) : [word(node)]).filter((item) => item !== '');
}

/** A scalar as it is written, so that `3.10` stays what it is; '' for anything else. */
function word(node: unknown): string {
  if (!isScalar(node) || node.value === null) return '';
  return node.source !== undefined && typeof node.value === 'number' ? node.source : String(node.value);
}

/** The inventory of `yaml`, of the Ansible inventories that it names, and of `names` known from elsewhere (ssh_config), in this order; `complete` as given. */
export function inventoryOf(
  yaml: OpsbookYaml,
  ansible: readonly AnsibleInventory[],
  names: readonly string[],
  complete: boolean,
): Inventory {
  const hosts = new Map<string, InventoryHost>();
  for (const host of yaml.hosts) hosts.set(host.name, host);
  for (const inventory of ansible) for (const host of inventory.hosts) if (!hosts.has(host.name)) hosts.set(host.name, host);
  for (const name of names) if (!hosts.has(name)) hosts.set(name, { name });
  const groups = new Map<string, readonly string[]>();
  for (const inventory of ansible)
    for (const [name, members] of inventory.groups) groups.set(name, [...new Set([...(groups.get(name) ?? []), ...members])]);
  const wrongGroups = makeGroups(yaml.groups, { hosts, groups, complete });
  return { hosts, groups, complete, ...(wrongGroups.size > 0 && { wrongGroups }) };
}

/** Puts opsbook.yaml's own groups into `groups`, whichever order they stand in; what is wrong with them, by name. A group may name an inventory's of its own name. */
function makeGroups(
  own: OpsbookYaml['groups'],
  { groups, ...known }: Inventory & { readonly groups: Map<string, readonly string[]> },
): ReadonlyMap<string, string> {
  const wrong = new Map<string, string>();
  const made = new Set<string>();
  const make = (name: string, way: readonly string[]): void => {
    const expression = own.get(name);
    if (expression === undefined || made.has(name)) return;
    for (const other of groupsNamed(expression)) {
      if (other === name && groups.has(name)) continue;
      if (other === name || way.includes(other)) wrong.set(name, `it names itself${other === name ? '' : ` by \`@${other}\``}`);
      else make(other, [...way, name]);
    }
    made.add(name);
    const { names, troubles } = hostExpression(expression, { ...known, groups, wrongGroups: wrong });
    groups.set(name, names);
    const [trouble] = troubles;
    if (trouble !== undefined && !wrong.has(name)) wrong.set(name, trouble.message);
  };
  for (const name of own.keys()) make(name, []);
  return wrong;
}
