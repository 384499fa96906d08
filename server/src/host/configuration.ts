import {
  emptyInventory,
  type Inventory,
  inventoryOf,
  type OpsbookYaml,
  picomatch,
  readOpsbookYaml,
  type Settings,
  sshConfigNames,
} from '../core/index.ts';
import type { Files } from './files.ts';
import { parentOf } from './folders-above.ts';
import { loadInventories } from './load-inventories.ts';
import { mergeSettings } from './merge-settings.ts';

/** What opsbook.yaml nearest above a place, the inventories it names and the user's ssh_config give. */
export interface Configuration {
  /** Path of opsbook.yaml; undefined where there is none. */
  readonly path: string | undefined;
  /** Settings that hold for a file, by its path: those of the file's overrides over those of all files. */
  readonly settingsFor: (path: string) => Settings;
  readonly inventory: Inventory;
  /** Whether opsbook.yaml includes the Markdown file as a runbook. */
  readonly includes: (path: string) => boolean;
  readonly troubles: OpsbookYaml['troubles'];
}

/** A configuration that says nothing and knows no hosts. */
export const noConfiguration: Configuration = {
  path: undefined,
  settingsFor: () => ({}),
  inventory: emptyInventory,
  includes: () => false,
  troubles: [],
};

/** Where the user's host names may be read; undefined in an untrusted workspace, and then no name is unknown. */
export interface UserHosts {
  readonly sshConfig: string | undefined;
}

/** The configuration for files in `folder`: that of the opsbook.yaml nearest above. */
export async function loadConfiguration(files: Files, folder: string, user: UserHosts | undefined): Promise<Configuration> {
  return nearestConfigurations(files, user)(`${folder.replace(/\/+$/, '')}/`);
}

/**
 * Gives the configuration for a path: of a file, or of the files in a folder, with a slash at its end. Each folder is looked into once, and each
 * opsbook.yaml is read once, so that its value is the same for all that it counts for. What has no slash (standard input) lies in no folder.
 */
export function nearestConfigurations(files: Files, user: UserHosts | undefined): (path: string) => Promise<Configuration> {
  const places = new Map<string, Promise<string | undefined>>();
  const read = new Map<string | undefined, Promise<Configuration>>();
  const placeFor = (folder: string): Promise<string | undefined> => {
    const known = places.get(folder);
    if (known !== undefined) return known;
    // A folder and those above it at once: over a network each takes its time.
    const both = Promise.all([configurationIn(files, folder), folder === '' ? undefined : placeFor(parentOf(folder))]);
    const found = both.then(([own, above]) => own ?? above);
    places.set(folder, found);
    return found;
  };
  return async (path) => {
    const place = path.includes('/') ? await placeFor(parentOf(path)) : undefined;
    const configuration = read.get(place) ?? readConfiguration(files, place, user);
    read.set(place, configuration);
    return configuration;
  };
}

async function configurationIn(files: Files, folder: string): Promise<string | undefined> {
  for (const name of ['opsbook.yaml', 'opsbook.yml']) if ((await files.kindOf(`${folder}/${name}`)) === 'file') return `${folder}/${name}`;
  return undefined;
}

async function readConfiguration(files: Files, path: string | undefined, user: UserHosts | undefined): Promise<Configuration> {
  const read = path === undefined ? undefined : await files.read(path);
  const yaml = readOpsbookYaml(read !== undefined && 'text' in read ? read.text : '');
  const troubles = [...yaml.troubles];
  if (read !== undefined && 'trouble' in read) troubles.push({ line: 1, column: 1, message: read.message });
  const inventories = await loadInventories(files, path === undefined ? '' : parentOf(path), yaml.inventories);
  for (const message of inventories.troubles) troubles.push({ line: 1, column: 1, message });
  const names: string[] = [];
  if (user?.sshConfig !== undefined) {
    const config = await files.read(user.sshConfig);
    if ('text' in config) names.push(...sshConfigNames(config.text));
  }
  const root = path === undefined ? '' : path.slice(0, path.lastIndexOf('/') + 1);
  const inside = (file: string): string | undefined => (path !== undefined && file.startsWith(root) ? file.slice(root.length) : undefined);
  const included = globs(yaml.include);
  const overrides = yaml.overrides.map(({ files: patterns, settings }) => ({ matches: globs(patterns), settings }));
  /** One value for each set of overrides, so that files with the same settings have the same value. */
  const merged = new Map<string, Settings>();
  const unread = [...(yaml.unread === undefined ? [] : [yaml.unread]), ...inventories.troubles];
  if (read !== undefined && 'trouble' in read) unread.push(read.message);
  const inventory = inventoryOf(
    yaml,
    inventories.loaded.map(({ inventory: each }) => each),
    names,
    user !== undefined && inventories.troubles.length === 0,
  );
  return {
    path,
    settingsFor(file) {
      const name = inside(file);
      if (name === undefined || overrides.length === 0) return yaml.settings;
      const which = overrides.filter(({ matches }) => matches(name));
      const key = which.map((override) => overrides.indexOf(override)).join();
      const settings = merged.get(key) ?? which.reduce((below, { settings: above }) => mergeSettings(below, above), yaml.settings);
      merged.set(key, settings);
      return settings;
    },
    inventory: unread.length === 0 ? inventory : { ...inventory, unread: unread.map((message) => `${path}: ${message}`) },
    includes: (file) => {
      const name = inside(file);
      return name !== undefined && included(name);
    },
    troubles,
  };
}

/** Whether a path relative to opsbook.yaml is one of the globs': one without `/` counts in every folder, one that names a folder for all in it. */
function globs(patterns: readonly string[]): (name: string) => boolean {
  if (patterns.length === 0) return () => false;
  const whole = patterns.map((pattern) => {
    const relative = pattern.replace(/^\.?\//, '');
    if (!relative.includes('/')) return relative === pattern ? `**/${relative}` : relative;
    return relative.endsWith('/') ? `${relative}**` : relative;
  });
  return picomatch(whole, { dot: true });
}
