import type { Client, ParsedKey } from 'ssh2';
import { type Certificate, isCertificateType } from './parse-certificate.ts';
import { WireReader, wireString } from './wire.ts';

type Kex = {
  readonly negotiated: { serverHostKey: string };
  _hostKey?: Buffer;
  getPublicKey: () => Buffer;
  /** Ours: how the host signs. */
  opsbookAlgorithm?: string;
};
type Lists = Readonly<Record<'kex' | 'serverHostKey', { readonly array: readonly string[] }>> &
  Readonly<Record<'cs' | 'sc', Readonly<Record<'cipher' | 'mac' | 'compress' | 'lang', { readonly array: readonly string[] }>>>>;
type Finish = (signature: Buffer) => void;

/** The parts of ssh2 1.17.0 (lib/protocol/Protocol.js, lib/protocol/kex.js) that this file leans on. */
interface Protocol {
  _offer: { readonly lists: Lists };
  _kex: Kex | undefined;
  _kexinit: Buffer | undefined;
  _queue?: Buffer[];
  readonly _authsQueue: string[];
  readonly _cipher: { encrypt(packet: Buffer): void };
  readonly _packetRW: { readonly write: { allocStart: number; alloc(size: number): Buffer; finalize(packet: Buffer): Buffer } };
  authPK(username: string, key: ParsedKey, algorithm?: string, sign?: (data: Buffer, finish: Finish) => void): void;
}

const rsa = /^(rsa-sha2-(?:256|512))-cert-v01@openssh\.com$/;
const offered = [
  'ssh-ed25519-cert-v01@openssh.com',
  'ecdsa-sha2-nistp256-cert-v01@openssh.com',
  'ecdsa-sha2-nistp384-cert-v01@openssh.com',
  'ecdsa-sha2-nistp521-cert-v01@openssh.com',
  'rsa-sha2-512-cert-v01@openssh.com',
  'rsa-sha2-256-cert-v01@openssh.com',
];

function protocolOf(client: Client): Protocol {
  return (client as unknown as { readonly _protocol: Protocol })._protocol;
}

/**
 * Asks the server for a certificate before any plain key, which ssh2 knows nothing of: its list of what it offers is made anew. To be called
 * right after `connect`, before anything was sent. The host verifier is then given a certificate's blob, and must call `takeCertificate`.
 */
export function offerHostCertificates(client: Client): void {
  const protocol = protocolOf(client);
  const { kex, serverHostKey, cs, sc } = protocol._offer.lists;
  const plain = ({ cipher, mac, compress, lang }: Lists['cs']) => ({
    cipher: cipher.array,
    mac: mac.array,
    compress: compress.array,
    lang: lang.array.filter((each) => each !== ''),
  });
  const KexInit = protocol._offer.constructor as new (lists: object) => Protocol['_offer'];
  protocol._offer = new KexInit({
    kex: kex.array,
    serverHostKey: [...offered, ...serverHostKey.array],
    cs: plain(cs),
    sc: plain(sc),
  });
  // An RSA certificate's type is not the name of the algorithm that was agreed on; ssh2 compares the two before anything can be said.
  let current = protocol._kex;
  Object.defineProperty(protocol, '_kex', {
    configurable: true,
    get: () => current,
    set: (kex: Kex | undefined) => {
      current = kex;
      const algorithm = rsa.exec(kex?.negotiated.serverHostKey ?? '')?.[1];
      if (kex === undefined || algorithm === undefined) return;
      kex.opsbookAlgorithm = algorithm;
      kex.negotiated.serverHostKey = 'ssh-rsa-cert-v01@openssh.com';
    },
  });
}

/**
 * Makes ssh2 check the host's signature with the key that a certificate certifies, while what is signed holds the whole certificate. To be
 * called in the host verifier before it returns; whether the certificate is to be trusted is another question.
 */
export function takeCertificate(client: Client, { key, keyType }: Certificate): void {
  const kex = protocolOf(client)._kex;
  if (kex === undefined) return;
  kex.negotiated.serverHostKey = kex.opsbookAlgorithm ?? keyType;
  // The host key is hashed first, then our public value is asked for; only then is the key read for the signature.
  const getPublicKey = kex.getPublicKey;
  kex.getPublicKey = function (this: Kex): Buffer {
    this._hostKey = key;
    return getPublicKey.call(this);
  };
}

/** A key that shows a certificate instead of itself. */
export function certifiedKey(key: ParsedKey, { type, blob }: Certificate): ParsedKey {
  return Object.create(key, { type: { value: type }, getPublicSSH: { value: () => blob } }) as ParsedKey;
}

/** The digest that a certified key must sign with; undefined where its type leaves no choice. */
export function certifiedDigest({ keyType }: Certificate): 'sha512' | undefined {
  return keyType === 'ssh-rsa' ? 'sha512' : undefined;
}

/** Lets a client log in with keys made by `certifiedKey`: ssh2 would name the certificate's type in the signature, where the key's belongs. */
export function speakCertificates(client: Client): void {
  const protocol = protocolOf(client);
  const authPK = protocol.authPK;
  protocol.authPK = (username, key, algorithm, sign) => {
    const type = (key as { readonly type?: string } | null)?.type ?? '';
    if (!isCertificateType(type)) {
      authPK.call(protocol, username, key, algorithm, sign);
      return;
    }
    const plain = type.replace('-cert-v01@openssh.com', '');
    const signer = plain === 'ssh-rsa' ? 'rsa-sha2-512' : plain;
    const named = `${signer}-cert-v01@openssh.com`;
    if (sign === undefined) {
      authPK.call(protocol, username, key, named);
      return;
    }
    // RFC 4252, section 7: SSH_MSG_USERAUTH_REQUEST is 50.
    const request = Buffer.concat([
      Buffer.from([50]),
      wireString(username),
      wireString('ssh-connection'),
      wireString('publickey'),
      Buffer.from([1]),
      wireString(named),
      wireString(key.getPublicSSH()),
    ]);
    const { sessionID } = protocol._kex as unknown as { readonly sessionID: Buffer };
    sign(Buffer.concat([wireString(sessionID), request]), (signature) => {
      const bytes = plain.startsWith('ecdsa-') ? numbersOf(signature) : signature;
      const payload = Buffer.concat([request, wireString(Buffer.concat([wireString(signer), wireString(bytes)]))]);
      const { write } = protocol._packetRW;
      const packet = write.alloc(payload.length);
      packet.set(payload, write.allocStart);
      protocol._authsQueue.push('publickey');
      const whole = write.finalize(packet);
      if (protocol._kexinit === undefined) protocol._cipher.encrypt(whole);
      else protocol._queue = [...(protocol._queue ?? []), whole];
    });
  };
}

/** The two numbers of an ECDSA signature in DER, as ssh sends them; what is in ssh's form already is left. */
function numbersOf(signature: Buffer): Buffer {
  if (signature[0] !== 0x30) return signature;
  let at = signature[1] === 0x81 ? 3 : 2;
  const number = (): Buffer => {
    const length = signature[at + 1] ?? 0;
    at += 2 + length;
    return wireString(signature.subarray(at - length, at));
  };
  return Buffer.concat([number(), number()]);
}

/** The bytes of an agent's answer to a request to sign: what stands behind the algorithm's name. */
export function signatureBytes(answer: Buffer): Buffer {
  const reader = new WireReader(answer);
  reader.string();
  return reader.string();
}
