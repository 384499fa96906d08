import type { InventoryTrouble, RawInventory } from './ansible-inventory.ts';
import { expandPattern } from './expand-pattern.ts';
import { splitWords } from './split-words.ts';

/** An INI inventory (lib/ansible/plugins/inventory/ini.py): sections of hosts, `:children` and `:vars`. */
export function readIni(text: string): RawInventory {
  const hosts = new Map<string, Map<string, string>>();
  const groups = new Map<string, { hosts: string[]; children: string[]; vars: Map<string, string> }>();
  const troubles: InventoryTrouble[] = [];
  const group = (name: string) => {
    const known = groups.get(name) ?? { hosts: [], children: [], vars: new Map<string, string>() };
    groups.set(name, known);
    return known;
  };
  let section = 'ungrouped';
  let kind: string | undefined;
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trim();
    const trouble = (message: string): void => void troubles.push({ line: index + 1, message });
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const head = /^\[([^:\]\s]+)(?::(\w+))?\]\s*(?:#.*)?$/.exec(line);
    if (head !== null) {
      [, section = '', kind] = head;
      if (kind !== undefined && kind !== 'children' && kind !== 'vars') {
        trouble(`\`[${section}:${kind}]\` is no section; \`[${section}:children]\` or \`[${section}:vars]\` was expected`);
        kind = 'none';
      } else group(section);
      continue;
    }
    if (kind === 'none') continue;
    if (kind === 'children') {
      const child = /^([^:\]\s]+)\s*(?:#.*)?$/.exec(line)?.[1];
      if (child === undefined) trouble(`\`${line}\` is no name of a group`);
      else {
        group(child);
        group(section).children.push(child);
      }
      continue;
    }
    if (kind === 'vars') {
      const equals = line.indexOf('=');
      if (equals < 1) trouble(`\`${line}\` is no variable: \`name=value\` was expected`);
      else group(section).vars.set(line.slice(0, equals).trim(), unquoted(line.slice(equals + 1).trim()));
      continue;
    }
    const words = splitWords(line);
    if (typeof words === 'string') {
      trouble(words);
      continue;
    }
    const [pattern = '', ...rest] = words;
    const expanded = expandPattern(pattern);
    if (typeof expanded === 'string') {
      trouble(expanded);
      continue;
    }
    const pairs: [string, string][] = expanded.port === undefined ? [] : [['ansible_port', String(expanded.port)]];
    for (const word of rest) {
      const equals = word.indexOf('=');
      if (equals < 1) trouble(`\`${word}\` after the host \`${pattern}\` is no variable: \`name=value\` was expected`);
      else pairs.push([word.slice(0, equals), unquoted(word.slice(equals + 1))]);
    }
    for (const name of expanded.names) {
      const own = hosts.get(name) ?? new Map<string, string>();
      for (const [key, value] of pairs) own.set(key, value);
      hosts.set(name, own);
      group(section).hosts.push(name);
    }
  }
  return { hosts, groups, troubles };
}

/** A value without the quotes of a Python string around it (ini.py, _parse_value). */
function unquoted(value: string): string {
  const match = /^(["'])(.*)\1$/s.exec(value);
  return match === null || (match[2] ?? '').includes(match[1] as string) ? value : (match[2] as string);
}
