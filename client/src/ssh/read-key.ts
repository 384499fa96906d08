import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';
import { keyTypeOf } from './known-hosts/fingerprint.ts';

/** The first key, public or private, of a key file's text or of a blob, as ssh2 reads it; a message where there is none. */
export function readKey(text: Buffer | string, passphrase?: string): ParsedKey | string {
  const parsed = ssh2.utils.parseKey(text, passphrase);
  const first = Array.isArray(parsed) ? parsed[0] : parsed;
  return first === undefined ? 'it holds no key' : first instanceof Error ? first.message : first;
}

/** A public key's blob (RFC 4253, section 6.6) as ssh2 reads it; undefined where it cannot. */
export function keyOfBlob(blob: Buffer): ParsedKey | undefined {
  const key = readKey(`${keyTypeOf(blob)} ${blob.toString('base64')}`);
  return typeof key === 'string' ? undefined : key;
}
