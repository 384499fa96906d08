import { homedir, userInfo } from 'node:os';

/** Whose process this is. */
export interface Account {
  readonly username: string;
  /** -1 on Windows. */
  readonly uid: number;
  readonly homedir: string;
  /** Absent on Windows, and where nobody says. */
  readonly shell: string | null;
}

let known: Account | undefined;

/**
 * This process's account, looked up once: the list of accounts may be far away, and each host asks. A container may give it a number that stands
 * in no list (getpwuid finds nothing, where Node throws): then it is called by its number, and the environment tells its home folder.
 */
export function account(): Account {
  try {
    known ??= userInfo();
    return known;
  } catch {
    const uid = process.getuid?.() ?? -1;
    return { username: String(uid), uid, homedir: homeFolder() ?? '/', shell: null };
  }
}

/** The home folder that the environment tells, else the list of accounts; undefined where neither does. */
export function homeFolder(): string | undefined {
  try {
    // Where `HOME` is empty so is what Node tells, which would be a path from any folder.
    return homedir() || userInfo().homedir;
  } catch {
    return undefined;
  }
}
