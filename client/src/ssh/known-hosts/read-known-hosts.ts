import { readFile } from 'node:fs/promises';
import { ConnectError } from '../connect-error.ts';
import { KeptFiles } from '../kept-files.ts';
import { matchesName } from './match-name.ts';
import { type KnownHost, parseKnownHosts } from './parse-known-hosts.ts';

const kept = new KeptFiles<Promise<readonly KnownHost[]>>();

/**
 * The entries of all files that mean one of `names`, in order; a file that is not there has none. Another trouble is a refusal: what it says of
 * a key is not known.
 */
export async function readKnownHosts(files: readonly string[], names: readonly string[]): Promise<KnownHost[]> {
  const found: KnownHost[] = [];
  for (const file of files) {
    try {
      const entries = await kept.get(file, async () => parseKnownHosts(await readFile(file, 'utf8'), file));
      // Once for a login: a hashed name costs a digest to look at.
      for (const entry of entries) if (names.some((name) => matchesName(entry.names, name))) found.push(entry);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      throw new ConnectError('refused', `\`${file}\` cannot be read, so no host key can be verified: ${message}`);
    }
  }
  return found;
}
