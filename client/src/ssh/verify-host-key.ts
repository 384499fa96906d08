import type { Asking, HostDetails } from './connection.ts';
import { ConnectError } from './connect-error.ts';
import { certificateName, judgeHostCertificate } from './certificates/judge-host-certificate.ts';
import type { Certificate } from './certificates/parse-certificate.ts';
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
  return verifyKey(host, entries, blob, asking);
}

/** The names that an authority's line may have for a host: its own, and that without the port. */
export function authorityNames(host: HostDetails): readonly string[] {
  return [...new Set([knownName(host), host.hostKeyAlias ?? host.address])];
}

/**
 * Settles whether a host's certificate is to be trusted, else whether its key is known; rejects as `verifyHostKey` does, but asks nobody.
 */
export async function verifyHostCertificate(
  host: HostDetails,
  entries: readonly KnownHost[],
  certificate: Certificate,
  asking: Asking,
): Promise<void> {
  const names = authorityNames(host);
  const verdict = judgeHostCertificate(entries, names, (host.hostKeyAlias ?? host.address).toLowerCase(), certificate, Date.now());
  const told = `the host certificate of \`${knownName(host)}\`, ${certificateName(certificate)},`;
  if (verdict.kind === 'trusted') return;
  if (verdict.kind === 'revoked') {
    const { by, what } = verdict;
    throw new ConnectError('refused', `${told} does not count: ${what} is revoked by \`${by.file}\` line ${by.line}`);
  }
  const why =
    verdict.kind === 'invalid'
      ? `${verdict.why} (the authority is that of \`${verdict.by.file}\` line ${verdict.by.line})`
      : 'nobody signed it who is known for this host';
  await verifyKey(host, entries, certificate.key, asking, `${told} does not count: ${why}`);
}

async function verifyKey(host: HostDetails, entries: readonly KnownHost[], blob: Buffer, asking: Asking, instead?: string): Promise<void> {
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
        instead ??
          `the host key of \`${name}\` (${type} ${shown}) cannot be verified: ${place(verdict.by)} knows only a certificate authority for it, and the host showed no certificate; expected one that this authority signed, or a line with the key itself`,
      );
    case 'unknown':
      if (instead !== undefined) throw new ConnectError('refused', instead);
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
  if (file === undefined || host.keepsNewKeys === 'no') return;
  try {
    await addKnownHost(file, name, blob, host.keepsNewKeys === 'hashed');
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
