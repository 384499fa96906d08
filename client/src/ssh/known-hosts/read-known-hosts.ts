import { readFile } from 'node:fs/promises';
import { ConnectError } from '../connect-error.ts';
import { type KnownHost, parseKnownHosts } from './parse-known-hosts.ts';

/** The entries of all files, in order; a file that is not there has none. Another trouble is a refusal: what it says of a key is not known. */
export async function readKnownHosts(files: readonly string[]): Promise<KnownHost[]> {
  const found: KnownHost[] = [];
  for (const file of files) {
    try {
      found.push(...parseKnownHosts(await readFile(file, 'utf8'), file));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      throw new ConnectError('refused', `\`${file}\` cannot be read, so no host key can be verified: ${message}`);
    }
  }
  return found;
}
