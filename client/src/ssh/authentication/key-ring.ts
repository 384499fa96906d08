import type { ParsedKey } from 'ssh2';
import type { Asking } from '../connection.ts';
import { KeptFiles } from '../kept-files.ts';
import { type KeyFile, readKeyFile, unlockKey } from './key-file.ts';

/** The key files that hosts are tried with, each read and unlocked once. */
export interface KeyRing {
  /** See `readKeyFile`. */
  file(path: string): Promise<KeyFile | string | undefined>;
  /** The private key of a file; throws with a message where the passphrase does not open it. */
  unlock(file: KeyFile, passphrase: string | undefined): ParsedKey;
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
  const opened = new WeakMap<KeyFile, { readonly passphrase: string | undefined; readonly key: ParsedKey }>();
  return {
    file: (path) => files.get(path, () => readKeyFile(path)),
    unlock: (file, passphrase) => {
      if (!file.encrypted && file.publicKey !== undefined) return file.publicKey;
      const before = opened.get(file);
      // A passphrase takes some tenths of a second to be tried: it is made slow on purpose.
      if (before !== undefined && before.passphrase === passphrase) return before.key;
      const key = unlockKey(file.text, passphrase);
      if (typeof key === 'string') throw new Error(key);
      opened.set(file, { passphrase, key });
      return key;
    },
  };
}
