import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process of this machine, as the outermost pid namespace numbers it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Its command line, arguments separated by blanks; '' for a zombie. */
  readonly command: string;
  /** Of its pid namespace: `pid:[4026532...]`. */
  readonly namespace: string;
}

/** All that live now; those that end while they are looked at are left out. */
export function processes(): Process[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const end = stat.lastIndexOf(')');
      const [state, parent] = stat.slice(end + 2).split(' ');
      if (state === 'Z') return [];
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const name = stat.slice(stat.indexOf('(') + 1, end);
      return [{ pid: Number(entry), parent: Number(parent), name, command, namespace: readlinkSync(`/proc/${entry}/ns/pid`) }];
    } catch {
      return [];
    }
  });
}

/** Those below a process, however deep. */
export function descendants(of: number, all: readonly Process[] = processes()): Process[] {
  const found: Process[] = [];
  const open = [of];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    for (const one of all) {
      if (one.parent !== pid) continue;
      found.push(one);
      open.push(one.pid);
    }
  }
  return found;
}
