import { boundedFiles } from '../host/bounded-files.ts';
import { type Configuration, nearestConfigurations } from '../host/configuration.ts';
import type { Files } from '../host/files.ts';

/** What the opsbook.yaml nearest above each folder says; one that counts for many folders is read once, and its value is the same for all of them. */
export interface Configurations {
  /** That of a folder; undefined while it is being read, and `loaded` is called when it is there. */
  of(folder: string): Configuration | undefined;
  /** Reads one, unless that was done. */
  load(folder: string): Promise<Configuration>;
}

/**
 * Reads configurations inside of `roots` (a folder outside of all of them for itself alone), and host names from `sshConfig` if that is
 * given.
 */
export function configurations(files: Files, roots: readonly string[], sshConfig: string | undefined, loaded: () => void): Configurations {
  const known = new Map<string, Configuration>();
  const reading = new Map<string, Promise<Configuration>>();
  /** By the folder that they lie inside of. */
  const inside = new Map<string, ReturnType<typeof nearestConfigurations>>();
  const load = (folder: string): Promise<Configuration> => {
    const begun = reading.get(folder) ?? read(folder);
    reading.set(folder, begun);
    return begun;
  };
  const read = async (folder: string): Promise<Configuration> => {
    const root = roots.find((candidate) => folder === candidate || folder.startsWith(`${candidate}/`)) ?? folder;
    const bounded = boundedFiles(files, [root], sshConfig === undefined ? [] : [sshConfig]);
    const nearest = inside.get(root) ?? nearestConfigurations(bounded, sshConfig === undefined ? undefined : { sshConfig });
    inside.set(root, nearest);
    const configuration = await nearest(`${folder}/`);
    known.set(folder, configuration);
    return configuration;
  };
  return {
    of(folder) {
      if (!known.has(folder) && !reading.has(folder)) void load(folder).then(loaded);
      return known.get(folder);
    },
    load,
  };
}
