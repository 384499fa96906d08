import { keyTypeOf } from '../known-hosts/fingerprint.ts';
import { WireReader, wireString } from './wire.ts';

const ending = '-cert-v01@openssh.com';

/** How many fields of a plain key stand in a certificate of its type, after the nonce (OpenSSH, PROTOCOL.certkeys). */
const keyFields: Readonly<Record<string, number>> = {
  'ssh-ed25519': 1,
  'ssh-rsa': 2,
  'ecdsa-sha2-nistp256': 2,
  'ecdsa-sha2-nistp384': 2,
  'ecdsa-sha2-nistp521': 2,
};

/** A certificate of OpenSSH, as it says of itself; nothing of it is verified. */
export interface Certificate {
  readonly blob: Buffer;
  /** `ssh-ed25519-cert-v01@openssh.com` … */
  readonly type: string;
  /** The key that is certified: its type and its own blob. */
  readonly keyType: string;
  readonly key: Buffer;
  readonly serial: bigint;
  readonly kind: 'user' | 'host' | 'unknown';
  readonly keyId: string;
  /** Whom it is for; empty is everybody. */
  readonly principals: readonly string[];
  /** Seconds since the epoch; the second is no more part of it. */
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  readonly criticalOptions: readonly string[];
  /** The authority's key. */
  readonly authority: Buffer;
  /** What the authority has signed, and its signature. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** Whether a key's type is that of a certificate. */
export function isCertificateType(type: string): boolean {
  return type.endsWith(ending);
}

/** Reads a certificate's blob (PROTOCOL.certkeys); undefined where it is none of a type that is known, or is broken. */
export function parseCertificate(blob: Buffer): Certificate | undefined {
  const type = keyTypeOf(blob);
  const keyType = isCertificateType(type) ? type.slice(0, -ending.length) : '';
  const fields = Object.hasOwn(keyFields, keyType) ? keyFields[keyType] : undefined;
  if (fields === undefined) return undefined;
  try {
    const reader = new WireReader(blob);
    reader.string();
    reader.string();
    const key = Buffer.concat([wireString(keyType), ...Array.from({ length: fields }, () => wireString(reader.string()))]);
    const serial = reader.long();
    const kind = reader.number();
    const keyId = reader.text();
    const principals = strings(reader.string());
    const validAfter = reader.long();
    const validBefore = reader.long();
    const criticalOptions = strings(reader.string()).filter((_each, index) => index % 2 === 0);
    reader.string();
    reader.string();
    const authority = reader.string();
    const signed = blob.subarray(0, reader.position);
    const signature = reader.string();
    if (!reader.isAtEnd) return undefined;
    return {
      blob,
      type,
      keyType,
      key,
      serial,
      kind: kind === 1 ? 'user' : kind === 2 ? 'host' : 'unknown',
      keyId,
      principals,
      validAfter,
      validBefore,
      criticalOptions,
      authority,
      signed,
      signature,
    };
  } catch {
    return undefined;
  }
}

function strings(bytes: Buffer): string[] {
  const reader = new WireReader(bytes);
  const found: string[] = [];
  while (!reader.isAtEnd) found.push(reader.text());
  return found;
}
