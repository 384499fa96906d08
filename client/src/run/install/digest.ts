import { createHash } from 'node:crypto';

let last: { readonly text: string; readonly digest: string } | undefined;

/** SHA-256 of bytes, or of a text's UTF-8 bytes, in hex. */
export function digestOf(content: string | Buffer): string {
  if (typeof content !== 'string') return createHash('sha256').update(content).digest('hex');
  // One text goes to many hosts.
  if (last?.text !== content) last = { text: content, digest: createHash('sha256').update(content, 'utf8').digest('hex') };
  return last.digest;
}

/** The beginning of the name under which a host keeps what opsbook knows of the file at a path. */
export function fileKey(path: string): string {
  return createHash('sha256').update(path, 'utf8').digest('hex').slice(0, 16);
}
