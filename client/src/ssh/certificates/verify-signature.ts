import { createPublicKey, verify } from 'node:crypto';
import { keyTypeOf } from '../known-hosts/fingerprint.ts';
import { keyOfBlob } from '../read-key.ts';
import { WireReader } from './wire.ts';

/** The digest of a signature, and the types of key that may make it; SHA-1 is none (ssh_config(5), CASignatureAlgorithms). */
const digests: Readonly<Record<string, { readonly key: string; readonly digest: string | undefined; readonly half?: number }>> = {
  'ssh-ed25519': { key: 'ssh-ed25519', digest: undefined },
  'rsa-sha2-256': { key: 'ssh-rsa', digest: 'sha256' },
  'rsa-sha2-512': { key: 'ssh-rsa', digest: 'sha512' },
  'ecdsa-sha2-nistp256': { key: 'ecdsa-sha2-nistp256', digest: 'sha256', half: 32 },
  'ecdsa-sha2-nistp384': { key: 'ecdsa-sha2-nistp384', digest: 'sha384', half: 48 },
  'ecdsa-sha2-nistp521': { key: 'ecdsa-sha2-nistp521', digest: 'sha512', half: 66 },
};

/** Whether `signature` (its algorithm, then its bytes) was made over `data` with the key of `blob`; a sentence where it was not, or cannot be told. */
export function signatureTrouble(blob: Buffer, data: Buffer, signature: Buffer): string | undefined {
  try {
    const reader = new WireReader(signature);
    const algorithm = reader.text();
    const bytes = reader.string();
    const how = Object.hasOwn(digests, algorithm) ? digests[algorithm] : undefined;
    if (how === undefined) return `it is signed with \`${algorithm}\`, which is not taken`;
    if (how.key !== keyTypeOf(blob)) return 'its signature is not of the kind of the key that should have made it';
    const key = keyOfBlob(blob);
    if (key === undefined) return 'the key that signed it cannot be read';
    const raw = how.half === undefined ? bytes : halves(bytes, how.half);
    const good = verify(how.digest, data, { key: createPublicKey(key.getPublicPEM()), dsaEncoding: 'ieee-p1363' }, raw);
    return good ? undefined : 'its signature is wrong';
  } catch {
    return 'its signature is broken';
  }
}

/** Two numbers of an ECDSA signature, each in its full length. */
function halves(bytes: Buffer, half: number): Buffer {
  const reader = new WireReader(bytes);
  return Buffer.concat(
    [reader.string(), reader.string()].map((number) => {
      const digits = number.subarray(Math.max(0, number.length - half));
      return Buffer.concat([Buffer.alloc(half - digits.length), digits]);
    }),
  );
}
