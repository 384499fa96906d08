import { getCiphers } from 'node:crypto';
import type { Algorithms } from 'ssh2';
import { chosenAlgorithms } from './algorithm-list.ts';
import type { HostDetails } from './connection.ts';

type HostKeyAlgorithm = NonNullable<Algorithms['serverHostKey']> extends infer T ? (T extends (infer U)[] ? U : never) : never;

/** The key type that a host key algorithm shows. */
const keyType = (algorithm: string): string => (algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);

/**
 * What is offered to a server. Host key algorithms begin with those of the types that are known for it, else a host of several keys would
 * look changed. Diffie-Hellman group exchange is left out: finding out whether the group is prime holds up the process for seconds.
 * `chosen` takes the place of the usual lists. chacha20 comes last, and only where this process's crypto library has it.
 */
export function algorithms(known: readonly string[], chosen: HostDetails['algorithms'] = {}): Algorithms {
  const all = chosenAlgorithms('HostKeyAlgorithms', '-');
  const first = all.filter((each) => known.includes(keyType(each)));
  const rest = all.filter((each) => !first.includes(each));
  return {
    kex: (chosen.kex ?? chosenAlgorithms('KexAlgorithms', '-')) as NonNullable<Algorithms['kex']>,
    ...(chosen.macs !== undefined && { hmac: chosen.macs as NonNullable<Algorithms['hmac']> }),
    serverHostKey: [...(chosen.hostKeys ?? [...first, ...rest])] as HostKeyAlgorithm[],
    cipher: (chosen.ciphers ?? [...chosenAlgorithms('Ciphers', '-'), 'chacha20-poly1305@openssh.com']).filter(
      (name) => !name.startsWith('chacha20') || getCiphers().includes('chacha20'),
    ) as NonNullable<Algorithms['cipher']>,
  };
}
