import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** `%C` of ssh_config(5), TOKENS: SHA-1 over `%l%h%p%r%j`, in hexadecimal (OpenSSH before 9.6 leaves the jumps out). */
export function connectionHash(of: {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly jump: string;
}): string {
  return createHash('sha1').update(`${hostname()}${of.address}${of.port}${of.user}${of.jump}`).digest('hex');
}
