import { getCiphers } from 'node:crypto';
import type { Algorithms } from 'ssh2';

type HostKeyAlgorithm = NonNullable<Algorithms['serverHostKey']> extends infer T ? (T extends (infer U)[] ? U : never) : never;

const hostKeyAlgorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
];

/** The key type that a host key algorithm shows. */
const keyType = (algorithm: string): string => (algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);

/**
 * What is offered to a server. Host key algorithms begin with those of the types that are known for it, else a host of several keys would
 * look changed. Diffie-Hellman group exchange is left out: finding out whether the group is prime holds up the process for seconds.
 * chacha20 comes last, and only where this process's crypto library has it.
 */
export function algorithms(known: readonly string[]): Algorithms {
  const first = hostKeyAlgorithms.filter((each) => known.includes(keyType(each)));
  const rest = hostKeyAlgorithms.filter((each) => !first.includes(each));
  return {
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
      'diffie-hellman-group14-sha256',
      'diffie-hellman-group16-sha512',
      'diffie-hellman-group18-sha512',
    ],
    serverHostKey: [...first, ...rest] as HostKeyAlgorithm[],
    cipher: [
      'aes128-gcm@openssh.com',
      'aes256-gcm@openssh.com',
      'aes128-ctr',
      'aes192-ctr',
      'aes256-ctr',
      ...(getCiphers().includes('chacha20') ? (['chacha20-poly1305@openssh.com'] as const) : []),
    ],
  };
}
