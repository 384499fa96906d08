import { createPublicKey, diffieHellman, type KeyObject, verify } from 'node:crypto';
import ssh2 from 'ssh2';
import type { Client, ParsedKey } from 'ssh2';
import { WireReader, wireString } from './certificates/wire.ts';

/** The parts of ssh2 1.17.0 (lib/protocol/kex.js, `Curve25519Exchange`) that this file leans on. */
interface Exchange {
  readonly type?: string;
  _keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | null;
  generateKeys(): void;
  getPublicKey(): Buffer;
  computeSecret(theirs: Buffer): Buffer | Error;
  /** Ours: its public value. */
  opsbookPublic?: Buffer;
}
type Verify = (this: ParsedKey, data: Buffer, signature: Buffer, hash?: string) => boolean | Error;

const mended = new WeakSet<object>();

/**
 * Has ssh2 make keys of bare numbers where it goes by way of DER and PEM, which OpenSSL 3 takes far longer to read and write than to compute
 * with: a third of the client's processor time for a key exchange. For keys of the kinds that servers have by themselves; nothing is done
 * where the insides of ssh2 are not as expected. To be called in the host verifier: the first exchange has begun then, and all have one class.
 */
export function exchangeQuickly(client: Client): void {
  const kex = (client as unknown as { readonly _protocol?: { readonly _kex?: Exchange } })._protocol?._kex;
  if (kex?.type === '25519' && typeof kex.computeSecret === 'function') mendExchange(Object.getPrototypeOf(kex) as Exchange);
  mendKeys();
}

function mendExchange(exchange: Exchange): void {
  if (mended.has(exchange)) return;
  mended.add(exchange);
  exchange.getPublicKey = function (this: Exchange): Buffer {
    this.generateKeys();
    this.opsbookPublic ??= Buffer.from(this._keys?.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    return this.opsbookPublic;
  };
  exchange.computeSecret = function (this: Exchange, theirs: Buffer): Buffer | Error {
    this.generateKeys();
    try {
      const publicKey = numbers({ kty: 'OKP', crv: 'X25519', x: theirs.toString('base64url') });
      return asNumber(diffieHellman({ privateKey: this._keys?.privateKey as KeyObject, publicKey }));
    } catch (error) {
      return error as Error;
    }
  };
}

let keysAreMended = false;

/** All keys of ssh2 have one prototype. */
function mendKeys(): void {
  if (keysAreMended) return;
  keysAreMended = true;
  const some = ssh2.utils.parseKey(Buffer.concat([wireString('ssh-ed25519'), wireString(Buffer.alloc(32))]));
  if (some instanceof Error) return;
  const keys = Object.getPrototypeOf(some) as { verify: Verify };
  const before = keys.verify;
  keys.verify = function (this: ParsedKey, data, signature, hash) {
    try {
      const key = publicNumbers(this);
      if (key === undefined) return before.call(this, data, signature, hash);
      // ssh2's own choice where none is named (lib/protocol/keyParser.js).
      return verify(hash || (this.type === 'ssh-rsa' ? 'sha1' : null), data, numbers(key), signature);
    } catch (error) {
      return error as Error;
    }
  };
}

type Numbers = Readonly<Record<string, string>>;

function numbers(key: Numbers): KeyObject {
  return createPublicKey({ key, format: 'jwk' });
}

/** A public key as RFC 7517 writes it; undefined for other types than Ed25519 and RSA. */
function publicNumbers(key: ParsedKey): Numbers | undefined {
  if (key.type !== 'ssh-ed25519' && key.type !== 'ssh-rsa') return undefined;
  const reader = new WireReader(key.getPublicSSH());
  reader.string();
  const first = reader.string();
  if (key.type === 'ssh-ed25519') return { kty: 'OKP', crv: 'Ed25519', x: first.toString('base64url') };
  return { kty: 'RSA', e: bare(first).toString('base64url'), n: bare(reader.string()).toString('base64url') };
}

/** A number without the zeros in front of it. */
function bare(number: Buffer): Buffer {
  let at = 0;
  while (at < number.length - 1 && number[at] === 0) at++;
  return number.subarray(at);
}

/** As RFC 4251, section 5, writes a positive number (`mpint`): with a zero in front where it would be a negative one. */
function asNumber(bytes: Buffer): Buffer {
  const short = bare(bytes);
  return (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), short]) : short;
}
