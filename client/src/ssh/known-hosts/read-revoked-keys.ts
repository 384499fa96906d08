import { readFile } from 'node:fs/promises';
import { ConnectError } from '../connect-error.ts';
import { KeptFiles } from '../kept-files.ts';
import { type KnownHost, parseKnownHosts } from './parse-known-hosts.ts';

const kept = new KeptFiles<Promise<readonly KnownHost[]>>();

/**
 * The keys of a `RevokedHostKeys` file, one public key a line, as revocations for every name. Rejects where it cannot be read, as OpenSSH trusts
 * no key then (authfile.c, sshkey_check_revoked), and for the binary lists that ssh-keygen -k makes.
 */
export async function readRevokedKeys(file: string | undefined): Promise<readonly KnownHost[]> {
  return file === undefined ? [] : kept.get(file, () => revocations(file));
}

async function revocations(file: string): Promise<readonly KnownHost[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ConnectError(
      'refused',
      `\`${file}\` (RevokedHostKeys) cannot be read, so no host key can be trusted: ${(error as Error).message}`,
    );
  }
  if (text.startsWith('SSHKRL\n'))
    throw new ConnectError(
      'refused',
      `\`${file}\` (RevokedHostKeys) is a binary revocation list, which is not read, so no host key can be trusted; expected one public key a line`,
    );
  const lines = text.split('\n').map((line) => (/^\s*(?:#|$)/.test(line) ? '' : `@revoked * ${line.trim()}`));
  return parseKnownHosts(lines.join('\n'), file);
}
