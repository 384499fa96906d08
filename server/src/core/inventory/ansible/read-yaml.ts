import { isAlias, isMap, isScalar, type Node, parseDocument } from 'yaml';
import type { InventoryTrouble, RawInventory } from './ansible-inventory.ts';
import { expandPattern } from './expand-pattern.ts';

/** A YAML inventory (lib/ansible/plugins/inventory/yaml.py): groups with `hosts`, `vars` and `children`. */
export function readYaml(text: string): RawInventory {
  const hosts = new Map<string, Map<string, string>>();
  const groups = new Map<string, { hosts: string[]; children: string[]; vars: Map<string, string> }>();
  const troubles: InventoryTrouble[] = [];
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const trouble = (node: unknown, message: string): void => {
    const range = (node as Node | null | undefined)?.range;
    troubles.push({ line: range === undefined || range === null ? 1 : lineAt(range[0]), message });
  };
  const [error] = document.errors;
  if (error !== undefined) troubles.push({ line: lineAt(error.pos[0]), message: `it is no YAML: ${error.message.split('\n')[0]}` });
  const real = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const entries = (node: unknown, what: string): readonly (readonly [string, unknown, unknown])[] => {
    const value = real(node);
    if (value === null || value === undefined || (isScalar(value) && value.value === null)) return [];
    if (isMap(value)) return value.items.map(({ key, value: own }) => [word(real(key)), real(own), key] as const);
    trouble(value, `${what} is no mapping`);
    return [];
  };
  const visit = (name: string, node: unknown, depth: number): void => {
    const group = groups.get(name) ?? { hosts: [], children: [], vars: new Map<string, string>() };
    groups.set(name, group);
    if (depth > 100) return;
    for (const [key, value, keyNode] of entries(node, `the group \`${name}\``)) {
      if (key === 'vars') for (const [variable, own] of entries(value, '`vars`')) group.vars.set(variable, word(own));
      else if (key === 'children')
        for (const [child, own] of entries(value, '`children`')) {
          group.children.push(child);
          visit(child, own, depth + 1);
        }
      else if (key === 'hosts')
        for (const [pattern, own, place] of entries(value, '`hosts`')) {
          const expanded = expandPattern(pattern);
          if (typeof expanded === 'string') {
            trouble(place, expanded);
            continue;
          }
          for (const host of expanded.names) {
            const variables = hosts.get(host) ?? new Map<string, string>();
            if (expanded.port !== undefined) variables.set('ansible_port', String(expanded.port));
            for (const [variable, given] of entries(own, `the host \`${host}\``)) variables.set(variable, word(given));
            hosts.set(host, variables);
            group.hosts.push(host);
          }
        }
      else if (key !== '') trouble(keyNode, `\`${key}\` in the group \`${name}\` is none of \`hosts\`, \`vars\` and \`children\``);
    }
  };
  for (const [name, value, key] of entries(document.contents, 'it')) {
    if (name === 'plugin') {
      trouble(key, 'it is the configuration of an inventory plugin, which only Ansible can run');
      break;
    }
    visit(name, value, 0);
  }
  return { hosts, groups, troubles };
}

/** The variables of a file of `group_vars` or `host_vars`; nothing where it is no mapping. */
export function readVariables(text: string): ReadonlyMap<string, string> {
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return new Map();
  return new Map(root.items.map(({ key, value }) => [word(key), word(isAlias(value) ? value.resolve(document) : value)]));
}

/** A scalar as it is written; '' for anything else. */
function word(node: unknown): string {
  if (!isScalar(node) || node.value === null) return '';
  return node.source !== undefined && typeof node.value === 'number' ? node.source : String(node.value);
}
