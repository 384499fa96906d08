import type { ParsedKey } from 'ssh2';
import type { Asking } from '../connection.ts';
import { KeptFiles } from '../kept-files.ts';
import { type KeyFile, readKeyFile, unlockKey } from './key-file.ts';

/** The key files that hosts are tried with, each read and unlocked once. */
export interface KeyRing {
  /** See `readKeyFile`. */
  file(path: string): Promise<KeyFile | string | undefined>;
  /**
   * The private key of a file. Its passphrases are asked for once, whichever host needs it first; rejects with a message where none of them
   * opens it.
   */
  unlock(file: KeyFile, passphrases: AsyncIterable<string>): Promise<ParsedKey>;
}

const rings = new WeakMap<Asking, KeyRing>();

/** The key ring of a run: it goes when nobody holds on to `asking`, whom all of the run's connections ask. */
export function keyRing(asking: Asking): KeyRing {
  let ring = rings.get(asking);
  if (ring === undefined) {
    ring = makeRing();
    rings.set(asking, ring);
  }
  return ring;
}

function makeRing(): KeyRing {
  const files = new KeptFiles<Promise<KeyFile | string | undefined>>();
  // By its text: a file that has just been written is read anew each time.
  const opened = new Map<string, Promise<ParsedKey>>();
  return {
    file: (path) => files.get(path, () => readKeyFile(path)),
    unlock: async (file, passphrases) => {
      if (!file.encrypted && file.publicKey !== undefined) return file.publicKey;
      const text = file.text.toString('latin1');
      let key = opened.get(text);
      if (key === undefined) {
        key = open(file, passphrases);
        opened.set(text, key);
      }
      return key;
    },
  };
}

async function open(file: KeyFile, passphrases: AsyncIterable<string>): Promise<ParsedKey> {
  let why = 'no passphrase was given';
  for await (const passphrase of passphrases) {
    const key = unlockKey(file.text, passphrase);
    if (typeof key !== 'string') return key;
    why = 'the passphrase does not open it';
  }
  throw new Error(why);
}
