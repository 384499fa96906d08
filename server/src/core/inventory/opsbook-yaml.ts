import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Settings } from '../settings.ts';
import { hostExpression } from './host-expression.ts';
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
  /** What is wrong with it, with the line from 1. */
  readonly troubles: readonly { readonly line: number; readonly message: string }[];
}

const none: OpsbookYaml = { hosts: [], groups: new Map(), inventories: [], include: [], settings: {}, troubles: [] };

/** Reads opsbook.yaml; what cannot be read is left out and told. `languages` are the ids whose settings it may hold. */
export function readOpsbookYaml(text: string, languages: readonly string[]): OpsbookYaml {
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const [error] = document.errors;
  if (error !== undefined)
    return { ...none, troubles: [{ line: lineAt(error.pos[0]), message: `opsbook.yaml is no YAML: ${error.message.split('\n')[0]}` }] };
  const root = document.contents;
  if (root === null) return none;
  if (!isMap(root))
    return { ...none, troubles: [{ line: 1, message: 'opsbook.yaml is no mapping: keys such as `hosts` and `groups` were expected' }] };
  const troubles: { line: number; message: string }[] = [];
  const hosts: InventoryHost[] = [];
  const groups = new Map<string, string>();
  const settings: Record<string, Record<string, string>> = {};
  let inventories: readonly string[] = [];
  let include: readonly string[] = [];
  const word = (node: unknown): string => (isScalar(node) && node.value !== null ? String(node.value) : '');
  const list = (node: unknown): string[] => (isSeq(node) ? node.items.map(word) : [word(node)]).filter((item) => item !== '');
  for (const pair of root.items) {
    const key = word(pair.key);
    const line = isScalar(pair.key) && pair.key.range ? lineAt(pair.key.range[0]) : 1;
    const { value } = pair;
    if (key === 'hosts' && isMap(value)) {
      for (const item of value.items) {
        const fields = new Map(isMap(item.value) ? item.value.items.map((field) => [word(field.key), word(field.value)]) : []);
        const port = Number(fields.get('port'));
        const address = isScalar(item.value) ? word(item.value) : fields.get('address');
        const user = fields.get('user');
        hosts.push({
          name: word(item.key),
          ...(address !== undefined && address !== '' && { address }),
          ...(Number.isInteger(port) && port > 0 && port < 65_536 && { port }),
          ...(user !== undefined && { user }),
          ...(fields.get('production') === 'true' && { production: true }),
        });
      }
    } else if (key === 'hosts' && isSeq(value)) for (const name of list(value)) hosts.push({ name });
    else if (key === 'groups' && isMap(value)) for (const item of value.items) groups.set(word(item.key), list(item.value).join(','));
    else if (key === 'inventories') inventories = list(value);
    else if (key === 'include') include = list(value);
    else if ((key === 'rules' || languages.includes(key)) && isMap(value))
      settings[key] = Object.fromEntries(value.items.map((item) => [word(item.key), word(item.value)]));
    else
      troubles.push({
        line,
        message: `opsbook.yaml: \`${key}\` is unknown or not of the expected form; \`hosts\`, \`groups\`, \`inventories\`, \`include\`, \`rules\` and languages are known`,
      });
  }
  return { hosts, groups, inventories, include, settings, troubles };
}

/** The inventory of `yaml` and of `names` known from elsewhere (ssh_config), in this order; `complete` as given. */
export function inventoryOf(yaml: OpsbookYaml, names: readonly string[], complete: boolean): Inventory {
  const hosts = new Map<string, InventoryHost>();
  for (const host of yaml.hosts) hosts.set(host.name, host);
  for (const name of names) if (!hosts.has(name)) hosts.set(name, { name });
  const groups = new Map<string, readonly string[]>();
  const known: Inventory = { hosts, groups, complete: false };
  for (const [name, expression] of yaml.groups) groups.set(name, hostExpression(expression, known).names);
  return { hosts, groups, complete };
}
