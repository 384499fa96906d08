import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf, lives } from './lock.ts';

/** One use of a sandbox, named in a folder that all of its users see. */
export interface Use {
  /** Whether somebody else uses it; the dead do not count. */
  others(): boolean;
  end(): void;
}

let uses = 0;

/** Names this process among the users in `folder`, which is made if need be. Throws where the folder around it is not there. */
export function nameUse(folder: string): Use {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const { pid, started } = holderOf(process.pid);
  // Everything is in the name, so that nobody reads half of it.
  const name = `${pid} ${started} ${uses++}`;
  writeFileSync(join(folder, name), '', { mode: 0o600 });
  return {
    others: () => readdirSync(folder).some((each) => each !== name && isAlive(each)),
    end: () => rmSync(join(folder, name), { force: true }),
  };
}

function isAlive(name: string): boolean {
  const [pid, started = ''] = name.split(' ');
  return lives({ pid: Number(pid), started });
}
