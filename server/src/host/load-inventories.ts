import { type AnsibleInventory, ansibleInventory, rawInventory, readVariables } from '../core/index.ts';
import type { Files } from './files.ts';

/** An Ansible inventory that opsbook.yaml names. */
export interface LoadedInventory {
  /** As it is named there. */
  readonly name: string;
  readonly inventory: AnsibleInventory;
}

/** Reads the inventories at paths relative to `folder`, with `group_vars` and `host_vars` beside each; one that cannot be read is told in `troubles`. */
export async function loadInventories(
  files: Files,
  folder: string,
  names: readonly string[],
): Promise<{ readonly loaded: readonly LoadedInventory[]; readonly troubles: readonly string[] }> {
  const loaded: LoadedInventory[] = [];
  const troubles: string[] = [];
  for (const name of names) {
    const path = name.startsWith('/') ? name : `${folder}/${name.replace(/^\.\//, '')}`;
    const read = await files.read(path);
    if ('trouble' in read) {
      const kind = await files.kindOf(path);
      troubles.push(
        `the inventory \`${name}\`: ${kind === 'folder' ? 'it is a folder; a file in INI or YAML was expected' : read.message}`,
      );
      continue;
    }
    if (read.text.startsWith('#!')) {
      troubles.push(`the inventory \`${name}\` is a program, which is not run; a file in INI or YAML was expected`);
      continue;
    }
    const raw = rawInventory(path, read.text);
    const beside = path.slice(0, path.lastIndexOf('/'));
    const groups = await variablesIn(files, `${beside}/group_vars`, new Set(['all', 'ungrouped', ...raw.groups.keys()]));
    const hosts = await variablesIn(files, `${beside}/host_vars`, new Set(raw.hosts.keys()));
    const inventory = ansibleInventory(raw, { groups, hosts });
    loaded.push({ name, inventory });
    for (const { line, message } of inventory.troubles)
      troubles.push(`the inventory \`${name}\`${line === undefined ? '' : `, line ${line}`}: ${message}`);
  }
  return { loaded, troubles };
}

/** The variables of each of `names` in a folder: `NAME`, `NAME.yml`, `NAME.yaml`, or the files in the folder `NAME`. */
async function variablesIn(
  files: Files,
  folder: string,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  const readInto = async (name: string, path: string): Promise<void> => {
    const read = await files.read(path);
    if (!('text' in read)) return;
    const known = found.get(name) ?? new Map<string, string>();
    for (const [key, value] of readVariables(read.text)) known.set(key, value);
    found.set(name, known);
  };
  for (const { name: entry, kind } of (await files.list(folder)) ?? []) {
    const name = kind === 'file' ? entry.replace(/\.(ya?ml|json)$/, '') : entry;
    if (!names.has(name)) continue;
    if (kind === 'file') await readInto(name, `${folder}/${entry}`);
    else
      for (const inner of (await files.list(`${folder}/${entry}`)) ?? [])
        if (inner.kind === 'file' && /^[^.]+$|\.(ya?ml|json)$/.test(inner.name)) await readInto(name, `${folder}/${entry}/${inner.name}`);
  }
  return found;
}
