import { utils } from 'ssh2';

/** A new pair of keys, as OpenSSH writes them. */
export interface KeyPair {
  readonly private: string;
  readonly public: string;
}

/**
 * A new ed25519 pair that can be read back. ssh2 1.17 writes about one in two hundred so that nobody can, itself neither (the number that
 * begins with a zero byte loses it): such a pair is thrown away.
 */
export function newKeyPair(comment?: string, generate: () => KeyPair = () => generated(comment)): KeyPair {
  for (let tries = 0; tries < 20; tries++) {
    const pair = generate();
    if ([pair.private, pair.public].every((key) => !(utils.parseKey(key) instanceof Error))) return pair;
  }
  throw new Error('no key for the practice host could be made');
}

function generated(comment: string | undefined): KeyPair {
  return utils.generateKeyPairSync('ed25519', comment === undefined ? {} : { comment });
}
