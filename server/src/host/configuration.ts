import picomatch from 'picomatch';
import { emptyInventory, type Inventory, languages, type Settings } from '../core/index.ts';
import { inventoryOf, type OpsbookYaml, readOpsbookYaml, sshConfigNames } from '../core/index.ts';
import type { Files } from './files.ts';

/** What opsbook.yaml nearest above a place, the inventories it names and the user's ssh_config give. */
export interface Configuration {
  /** Path of opsbook.yaml; undefined where there is none. */
  readonly path: string | undefined;
  readonly settings: Settings;
  readonly inventory: Inventory;
  /** Whether opsbook.yaml includes the Markdown file as a runbook. */
  readonly includes: (path: string) => boolean;
  readonly troubles: OpsbookYaml['troubles'];
}

/** A configuration that says nothing and knows no hosts. */
export const noConfiguration: Configuration = {
  path: undefined,
  settings: {},
  inventory: emptyInventory,
  includes: () => false,
  troubles: [],
};

/** Where the user's host names may be read; undefined in an untrusted workspace, and then no name is unknown. */
export interface UserHosts {
  readonly sshConfig: string | undefined;
}

/** Reads the configuration for files in `folder`. */
export async function loadConfiguration(files: Files, folder: string, user: UserHosts | undefined): Promise<Configuration> {
  let path: string | undefined;
  for (let at = folder.replace(/\/+$/, ''); ; at = at.slice(0, at.lastIndexOf('/'))) {
    for (const name of ['opsbook.yaml', 'opsbook.yml']) if ((await files.kindOf(`${at}/${name}`)) === 'file') path ??= `${at}/${name}`;
    if (path !== undefined || at === '') break;
  }
  const read = path === undefined ? undefined : await files.read(path);
  const yaml = readOpsbookYaml(
    read !== undefined && 'text' in read ? read.text : '',
    languages.map(({ id }) => id),
  );
  const troubles = [...yaml.troubles];
  if (read !== undefined && 'trouble' in read) troubles.push({ line: 1, message: `opsbook.yaml: ${read.message}` });
  for (const inventory of yaml.inventories)
    troubles.push({
      line: 1,
      message: `opsbook.yaml: the inventory \`${inventory}\` is not read yet; name its hosts under \`hosts\` and \`groups\``,
    });
  const names: string[] = [];
  if (user?.sshConfig !== undefined) {
    const config = await files.read(user.sshConfig);
    if ('text' in config) names.push(...sshConfigNames(config.text));
  }
  const root = path === undefined ? '' : path.slice(0, path.lastIndexOf('/') + 1);
  const included = yaml.include.length === 0 ? () => false : picomatch([...yaml.include], { dot: true });
  return {
    path,
    settings: yaml.settings,
    inventory: inventoryOf(yaml, names, user !== undefined && yaml.inventories.length === 0),
    includes: (file) => path !== undefined && file.startsWith(root) && included(file.slice(root.length)),
    troubles,
  };
}
