import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Who holds a sandbox. */
export interface Holder {
  readonly pid: number;
  /** Start time of that process in the kernel's ticks; '' where the system does not tell. It keeps a reused process id from passing for the holder. */
  readonly started: string;
}

/** A lock that is held. */
export interface Lock {
  /** Names a further process whose life keeps the lock, should this one be killed before it. */
  also(pid: number): void;
  release(): void;
}

/**
 * Takes the lock at `path`, or returns who holds it. A lock whose processes are all gone is nobody's and taken over.
 * Made by link(2), so that it appears with its content and only one of several wins.
 */
export function takeLock(path: string): Lock | Holder {
  const mine = `${path}.${process.pid}`;
  const own = holderOf(process.pid);
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      writeFileSync(mine, JSON.stringify([own]), { mode: 0o600 });
      try {
        linkSync(mine, path);
        return held(path, own);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const found = read(path);
      const living = found?.holders.find(lives);
      if (living !== undefined) return living;
      if (found !== undefined) removeStale(path, found.text);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new Error(`the lock \`${path}\` changes hands too fast to be taken`);
}

/** Tells a lock from its holder. */
export function isLock(taken: Lock | Holder): taken is Lock {
  return 'release' in taken;
}

function held(path: string, own: Holder): Lock {
  return {
    also: (pid) => {
      writeFileSync(`${path}.${process.pid}`, JSON.stringify([own, holderOf(pid)]), { mode: 0o600 });
      renameSync(`${path}.${process.pid}`, path);
    },
    release: () => rmSync(path, { force: true }),
  };
}

/** Takes a stale lock away; if another was quicker and the lock is now a living one, it is put back. */
function removeStale(path: string, text: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readFileSync(aside, 'utf8') !== text) {
    try {
      linkSync(aside, path);
    } catch {
      // A third one holds it by now: the next look finds out.
    }
  }
  rmSync(aside, { force: true });
}

function read(path: string): { text: string; holders: Holder[] } | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    try {
      return { text, holders: JSON.parse(text) as Holder[] };
    } catch {
      return { text, holders: [] };
    }
  } catch {
    return undefined;
  }
}

/** A process that is running, as a lock names it. */
export function holderOf(pid: number): Holder {
  return { pid, started: startOf(pid) };
}

/** Whether that very process still runs. */
export function lives(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return startOf(holder.pid) === holder.started;
}

/** Whether that very process runs and is not on its way out: all that it has open is open still. Where the system does not tell, as `lives`. */
export function goesOn(holder: Holder): boolean {
  const flags = Number(statOf(holder.pid)?.[6] ?? 0);
  // PF_EXITING (include/linux/sched.h) is set before the kernel closes a process's files (kernel/exit.c, do_exit).
  return (flags & 4) === 0 && lives(holder);
}

/** Field 22 of /proc/PID/stat (proc(5)); a zombie has none. */
function startOf(pid: number): string {
  const fields = statOf(pid);
  return fields?.[0] === 'Z' ? 'zombie' : (fields?.[19] ?? '');
}

/** Fields 3 and later of /proc/PID/stat, counted after the command's closing parenthesis; undefined where there is none. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
