import type { Asking, HostDetails } from './connection.ts';
import { ConnectError } from './connect-error.ts';
import { addKnownHost } from './known-hosts/add-known-host.ts';
import { fingerprint, keyTypeOf } from './known-hosts/fingerprint.ts';
import { judgeKey } from './known-hosts/judge-key.ts';
import { keyPicture } from './known-hosts/key-picture.ts';
import { knownName } from './known-hosts/known-name.ts';
import type { KnownHost } from './known-hosts/parse-known-hosts.ts';

/**
 * Settles whether a host's key is to be trusted; rejects with a `ConnectError` that says what speaks against it. An unknown key is asked for,
 * and written to the first known_hosts file when it was accepted.
 */
export async function verifyHostKey(host: HostDetails, entries: readonly KnownHost[], blob: Buffer, asking: Asking): Promise<void> {
  const name = knownName(host);
  const shown = fingerprint(blob);
  const type = keyTypeOf(blob);
  const verdict = judgeKey(entries, name, blob);
  const place = (entry: KnownHost): string => `\`${entry.file}\` line ${entry.line}`;
  switch (verdict.kind) {
    case 'known':
      return;
    case 'revoked':
      throw new ConnectError('refused', `the host key of \`${name}\` (${type} ${shown}) is revoked by ${place(verdict.by)}`);
    case 'changed': {
      const lines = verdict.by.map((entry) => `${place(entry)} says ${keyTypeOf(entry.blob)} ${fingerprint(entry.blob)}`).join(', ');
      throw new ConnectError(
        'refused',
        `the host key of \`${name}\` has changed: it shows ${type} ${shown}, but ${lines}. Someone may be between you and the host; if it has really got a new key, take that line out`,
      );
    }
    case 'authority':
      throw new ConnectError(
        'refused',
        `the host key of \`${name}\` (${type} ${shown}) cannot be verified: ${place(verdict.by)} knows only a certificate authority for it, and host certificates are not supported; expected a line with the key itself`,
      );
    case 'unknown':
      break;
  }
  if (host.strictHostKeyChecking === 'yes') {
    throw new ConnectError(
      'refused',
      `the host key of \`${name}\` (${type} ${shown}) is not known, and \`StrictHostKeyChecking yes\` forbids to ask; expected it in ${listed(host)}`,
    );
  }
  if (!(await asking.hostKey(host, { type, fingerprint: shown, blob, picture: keyPicture(blob, type) }))) {
    throw new ConnectError(
      'refused',
      `the host key of \`${name}\` (${type} ${shown}) is not known and was not accepted; expected it in ${listed(host)}`,
    );
  }
  const file = host.knownHostsFiles[0];
  if (file === undefined) return;
  try {
    await addKnownHost(file, name, blob);
  } catch (error) {
    throw new ConnectError(
      'refused',
      `the accepted host key of \`${name}\` could not be written to \`${file}\`: ${(error as Error).message}`,
    );
  }
}

function listed(host: HostDetails): string {
  return host.knownHostsFiles.length === 0 ? 'a known_hosts file' : host.knownHostsFiles.map((file) => `\`${file}\``).join(' or ');
}
