import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { ParsedKey } from 'ssh2';

/** The digest that each type signs with where none is named (ssh2's lib/protocol/keyParser.js); null is the type's own. */
const digests: Readonly<Record<string, string | null>> = {
  'ssh-ed25519': null,
  'ssh-rsa': 'sha1',
  'ecdsa-sha2-nistp256': 'sha256',
  'ecdsa-sha2-nistp384': 'sha384',
  'ecdsa-sha2-nistp521': 'sha512',
};
const made = new WeakMap<ParsedKey, KeyObject>();

/** A private key's signature, as the key itself would give it, but its text is decoded once and not for every host. Throws where it cannot sign. */
export function signWith(key: ParsedKey, data: Buffer, hash: string | undefined): Buffer {
  const digest = hash ?? digests[key.type];
  if (digest === undefined) return key.sign(data, hash);
  let object = made.get(key);
  if (object === undefined) {
    object = createPrivateKey(key.getPrivatePEM());
    made.set(key, object);
  }
  return sign(digest, data, object);
}
