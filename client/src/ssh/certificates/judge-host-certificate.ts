import { fingerprint } from '../known-hosts/fingerprint.ts';
import { matchesName } from '../known-hosts/match-name.ts';
import { matchesPattern } from '../known-hosts/matches-pattern.ts';
import type { KnownHost } from '../known-hosts/parse-known-hosts.ts';
import type { Certificate } from './parse-certificate.ts';
import { signatureTrouble } from './verify-signature.ts';

/** What is to be said of a host's certificate. */
export type CertificateVerdict =
  | { readonly kind: 'trusted'; readonly by: KnownHost }
  | { readonly kind: 'revoked'; readonly by: KnownHost; readonly what: 'its key' | 'the authority' }
  /** An authority for the host has signed it, and yet it does not hold. */
  | { readonly kind: 'invalid'; readonly by: KnownHost; readonly why: string }
  /** Nobody who is known for the host has signed it. */
  | { readonly kind: 'stranger' };

/** The authorities for a host: `@cert-authority` lines of its name, also without the port, as OpenSSH looks again (sshconnect.c, check_host_key). */
export function authoritiesFor(entries: readonly KnownHost[], names: readonly string[]): readonly KnownHost[] {
  return entries.filter(({ marker, names: field }) => marker === '@cert-authority' && names.some((name) => matchesName(field, name)));
}

/**
 * Judges a host certificate as OpenSSH does (sshconnect.c, check_host_cert; sshkey.c, sshkey_cert_check_host): no line revokes its key or its
 * authority, an authority of the host signed it, it is a host's, it is valid at `now` (milliseconds since the epoch), one of its principals
 * is `host`, and it holds no critical option, of which none is known for hosts. `names` are those that are looked up.
 */
export function judgeHostCertificate(
  entries: readonly KnownHost[],
  names: readonly string[],
  host: string,
  certificate: Certificate,
  now: number,
): CertificateVerdict {
  for (const entry of entries) {
    if (entry.marker !== '@revoked' || !names.some((name) => matchesName(entry.names, name))) continue;
    if (entry.blob.equals(certificate.key)) return { kind: 'revoked', by: entry, what: 'its key' };
    if (entry.blob.equals(certificate.authority)) return { kind: 'revoked', by: entry, what: 'the authority' };
  }
  const by = authoritiesFor(entries, names).find(({ blob }) => blob.equals(certificate.authority));
  if (by === undefined) return { kind: 'stranger' };
  const why = troubleOf(certificate, host, now) ?? signatureTrouble(certificate.authority, certificate.signed, certificate.signature);
  return why === undefined ? { kind: 'trusted', by } : { kind: 'invalid', by, why };
}

/** One line on a certificate: `web1 (serial 3) by SHA256:…`. */
export function certificateName({ keyId, serial, authority }: Certificate): string {
  return `\`${keyId}\` (serial ${serial}) by ${fingerprint(authority)}`;
}

/** Why a certificate is not valid at `now`; undefined where it is. */
export function timeTrouble({ validAfter, validBefore }: Certificate, now: number): string | undefined {
  const second = BigInt(Math.floor(now / 1000));
  if (second < validAfter) return `it is not valid before ${dateOf(validAfter)}`;
  return second >= validBefore ? `it was valid until ${dateOf(validBefore)}` : undefined;
}

function troubleOf(certificate: Certificate, host: string, now: number): string | undefined {
  const { kind, principals, criticalOptions } = certificate;
  if (kind !== 'host')
    return kind === 'user' ? 'it is a user’s certificate, not a host’s' : 'it is neither a host’s nor a user’s certificate';
  const late = timeTrouble(certificate, now);
  if (late !== undefined) return late;
  if (principals.length > 0 && !principals.some((each) => matchesPattern(each, host)))
    return `it is for ${principals.map((each) => `\`${each}\``).join(', ')}, not for \`${host}\``;
  return criticalOptions.length === 0
    ? undefined
    : `it holds the critical option ${criticalOptions.map((each) => `\`${each}\``).join(', ')}, which is not known`;
}

function dateOf(seconds: bigint): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? `second ${seconds}` : date.toISOString().replace('.000Z', 'Z');
}
