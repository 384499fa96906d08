import { keyTypeOf } from './fingerprint.ts';
import { matchesName } from './match-name.ts';
import type { KnownHost } from './parse-known-hosts.ts';

/** What known_hosts says of a key that a host shows. `by` are the lines that say so. */
export type KeyVerdict =
  | { readonly kind: 'known'; readonly by: KnownHost }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'revoked'; readonly by: KnownHost }
  /** A key is known, and it is another. */
  | { readonly kind: 'changed'; readonly by: readonly KnownHost[] }
  /** Only a certificate authority is known for it. */
  | { readonly kind: 'authority'; readonly by: KnownHost };

/**
 * Judges a host key by the entries of all files. A revocation wins over everything; then one equal key is enough; then any other key for the
 * name is a change, also one of another type: who shows only a type that was never seen could be anybody.
 */
export function judgeKey(entries: readonly KnownHost[], name: string, blob: Buffer): KeyVerdict {
  const here = entries.filter((entry) => matchesName(entry.names, name));
  const revoked = here.find((entry) => entry.marker === '@revoked' && entry.blob.equals(blob));
  if (revoked) return { kind: 'revoked', by: revoked };
  const plain = here.filter((entry) => entry.marker === '');
  const known = plain.find((entry) => entry.blob.equals(blob));
  if (known) return { kind: 'known', by: known };
  if (plain.length > 0) {
    const same = plain.filter((entry) => keyTypeOf(entry.blob) === keyTypeOf(blob));
    return { kind: 'changed', by: same.length > 0 ? same : plain };
  }
  const authority = here.find((entry) => entry.marker === '@cert-authority');
  return authority ? { kind: 'authority', by: authority } : { kind: 'unknown' };
}

/** The types of the keys that are known for a name and not revoked, in the files' order, each once. */
export function knownTypes(entries: readonly KnownHost[], name: string): string[] {
  const revoked = entries.filter((entry) => entry.marker === '@revoked' && matchesName(entry.names, name));
  const good = entries.filter(
    (entry) => entry.marker === '' && matchesName(entry.names, name) && !revoked.some((each) => each.blob.equals(entry.blob)),
  );
  return [...new Set(good.map((entry) => keyTypeOf(entry.blob)))];
}
