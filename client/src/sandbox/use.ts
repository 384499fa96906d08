import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goesOn, type Holder, holderOf, lives } from './lock.ts';

/** One use of a sandbox, named in a folder that all of its users see. */
export interface Use {
  /** Whether somebody else uses it; the dead do not count. */
  others(): boolean;
  /**
   * Whether somebody else who has said that he holds the lifeline goes on using the sandbox. Then it was held all the time until now; where
   * nobody does, the sandbox may have seen its end already.
   */
  isHeld(): boolean;
  /** Says that this one holds the lifeline, and that it was held all the time. */
  holds(): void;
  end(): void;
}

const held = ' held';

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
  let name = `${pid} ${started} ${uses++}`;
  writeFileSync(join(folder, name), '', { mode: 0o600 });
  const others = (): string[] => readdirSync(folder).filter((each) => each !== name);
  return {
    others: () => others().some((each) => lives(userOf(each))),
    isHeld: () => others().some((each) => each.endsWith(held) && goesOn(userOf(each))),
    holds: () => {
      renameSync(join(folder, name), join(folder, `${name}${held}`));
      name += held;
    },
    end: () => rmSync(join(folder, name), { force: true }),
  };
}

function userOf(name: string): Holder {
  const [pid, started = ''] = name.split(' ');
  return { pid: Number(pid), started };
}
