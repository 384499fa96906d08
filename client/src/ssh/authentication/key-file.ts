import { readFile, stat } from 'node:fs/promises';
import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';

/** A private key file as it lies on the disk. */
export interface KeyFile {
  readonly path: string;
  readonly text: Buffer;
  /** Without a passphrase: the public half, where the file or its `.pub` neighbour shows it. */
  readonly publicKey: ParsedKey | undefined;
  readonly encrypted: boolean;
}

/** The one key of a parse's answer; a message where it has none. */
function only(parsed: ParsedKey | ParsedKey[] | Error): ParsedKey | string {
  const first = Array.isArray(parsed) ? parsed[0] : parsed;
  return first === undefined ? 'it holds no key' : first instanceof Error ? first.message : first;
}

/** Opens a private key with a passphrase; a message where that fails. */
export function unlockKey(text: Buffer, passphrase: string | undefined): ParsedKey | string {
  const key = only(ssh2.utils.parseKey(text, passphrase));
  return typeof key === 'string' || key.isPrivateKey() ? key : 'it is not a private key';
}

async function neighbour(path: string): Promise<ParsedKey | undefined> {
  const text = await readFile(`${path}.pub`).catch(() => undefined);
  const key = text === undefined ? 'none' : only(ssh2.utils.parseKey(text));
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
    const blob = data.subarray(at + 4, at + 4 + data.readUInt32BE(at));
    const type = blob.toString('latin1', 4, 4 + blob.readUInt32BE(0));
    const key = only(ssh2.utils.parseKey(`${type} ${blob.toString('base64')}`));
    return typeof key === 'string' ? undefined : key;
  } catch {
    return undefined;
  }
}

/** Reads a private key file; a message why it cannot be used, undefined where there is no such file. */
export async function readKeyFile(path: string): Promise<KeyFile | string | undefined> {
  let text: Buffer;
  try {
    text = await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : message;
  }
  const { uid, mode } = await stat(path);
  // As OpenSSH does (authfile.c, sshkey_perm_ok): what others may read is no secret.
  if (uid === process.getuid?.() && (mode & 0o077) !== 0)
    return `others may use it, its mode is ${(mode & 0o777).toString(8).padStart(4, '0')}; expected 0600`;
  const key = unlockKey(text, undefined);
  if (typeof key !== 'string') return { path, text, publicKey: key, encrypted: false };
  if (!/no passphrase given/.test(key)) return key;
  return { path, text, publicKey: publicHalf(text) ?? (await neighbour(path)), encrypted: true };
}
