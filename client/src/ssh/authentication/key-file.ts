import { createPrivateKey } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { ParsedKey } from 'ssh2';
import { keyOfBlob, readKey } from '../read-key.ts';

/** A key file as it lies on the disk. */
export interface KeyFile {
  readonly path: string;
  readonly text: Buffer;
  /** Without a passphrase: the public half, where the file or its `.pub` neighbour shows it. */
  readonly publicKey: ParsedKey | undefined;
  readonly encrypted: boolean;
  /** The private half is elsewhere: in an agent, if anywhere. */
  readonly isPublic?: true;
}

/**
 * The text of a key in PKCS#8, which ssh2 does not read, in the older form of its type, which it does; other texts as they are. Throws where the
 * passphrase is missing or wrong, and for types that OpenSSH has no PKCS#8 of either.
 */
function older(text: Buffer, passphrase: string | undefined): Buffer | string {
  const head = /^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/m.exec(text.toString('latin1'));
  if (head === null) return text;
  if (head[1] !== undefined && passphrase === undefined) throw new Error('no passphrase given');
  const key = createPrivateKey({ key: text, ...(passphrase !== undefined && { passphrase }) });
  const type = key.asymmetricKeyType === 'rsa' ? 'pkcs1' : key.asymmetricKeyType === 'ec' ? 'sec1' : undefined;
  if (type === undefined) throw new Error(`a key of ${key.asymmetricKeyType} in PKCS#8; expected it in OpenSSH's form`);
  return key.export({ type, format: 'pem' } as { type: 'pkcs1'; format: 'pem' });
}

/** Opens a private key with a passphrase; a message where that fails. */
export function unlockKey(text: Buffer, passphrase: string | undefined): ParsedKey | string {
  let readable: Buffer | string;
  try {
    readable = older(text, passphrase);
  } catch (error) {
    return (error as Error).message;
  }
  const key = readKey(readable, passphrase);
  return typeof key === 'string' || key.isPrivateKey() ? key : 'it is not a private key';
}

async function neighbour(path: string): Promise<ParsedKey | undefined> {
  const text = await readFile(`${path}.pub`).catch(() => undefined);
  const key = text === undefined ? 'none' : readKey(text);
  return typeof key === 'string' ? undefined : key;
}

/** Where the public half of an encrypted key of OpenSSH's own format stands: after magic, cipher, kdf, options and count (PROTOCOL.key). */
function publicHalf(text: Buffer): ParsedKey | undefined {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]*)-----END/.exec(text.toString('latin1'))?.[1];
  if (body === undefined) return undefined;
  const data = Buffer.from(body, 'base64');
  let at = 'openssh-key-v1'.length + 1;
  try {
    for (let field = 0; field < 3; field++) at += 4 + data.readUInt32BE(at);
    at += 4;
    return keyOfBlob(data.subarray(at + 4, at + 4 + data.readUInt32BE(at)));
  } catch {
    return undefined;
  }
}

/**
 * Reads a key file, or its `.pub` neighbour alone where the private half is not there, as of a key that an agent holds; a message why it cannot
 * be used, undefined where there is neither.
 */
export async function readKeyFile(path: string): Promise<KeyFile | string | undefined> {
  let text: Buffer;
  try {
    text = await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return message;
    const publicKey = await neighbour(path);
    return publicKey === undefined ? undefined : { path, text: Buffer.alloc(0), publicKey, encrypted: false, isPublic: true };
  }
  const shown = readKey(text);
  if (typeof shown !== 'string' && !shown.isPrivateKey()) return { path, text, publicKey: shown, encrypted: false, isPublic: true };
  const { uid, mode } = await stat(path);
  // As OpenSSH does (authfile.c, sshkey_perm_ok): what others may read is no secret.
  if (uid === process.getuid?.() && (mode & 0o077) !== 0)
    return `others may use it, its mode is ${(mode & 0o777).toString(8).padStart(4, '0')}; expected 0600`;
  const key = unlockKey(text, undefined);
  if (typeof key !== 'string') return { path, text, publicKey: key, encrypted: false };
  const hardware = /Unsupported OpenSSH private key type: (sk-\S+)/.exec(key)?.[1];
  if (hardware !== undefined) return `of hardware, ${hardware}, which opsbook cannot use; expected a key without`;
  if (!/no passphrase given/.test(key)) return key;
  return { path, text, publicKey: publicHalf(text) ?? (await neighbour(path)), encrypted: true };
}
