import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** The commands that were started, so that none outlives a sandbox that has no pid namespace to end it. */
export class CommandGroups {
  readonly #leaders = new Set<number>();
  /** An environment variable that all of them inherit: it finds those that left their process group (setsid(1)). */
  readonly mark: Readonly<Record<string, string>> = { OPSBOOK_SANDBOX: randomUUID() };

  /** Remembers a group until its last process is gone: the leader may end before its children. */
  add(leader: number): void {
    this.#leaders.add(leader);
    for (const known of this.#leaders) if (!signal(known, 0)) this.#leaders.delete(known);
  }

  /** Sends KILL to all of them; without a /proc as Linux has it, only to those that stayed in their group. */
  killAll(): void {
    for (const leader of this.#leaders) signal(leader, 'SIGKILL');
    const mark = `OPSBOOK_SANDBOX=${this.mark['OPSBOOK_SANDBOX']}`;
    // Again, for what was forked while we looked.
    while (marked(mark).some((pid) => signal(-pid, 'SIGKILL')));
  }
}

/** Process ids of what has a variable in its environment, as far as we may see it; this process has not. */
function marked(variable: string): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && hasVariable(name, variable))
      .map(Number);
  } catch {
    return [];
  }
}

/** A zombie has no environment any more. */
function hasVariable(pid: string, variable: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(variable);
  } catch {
    return false;
  }
}

/** Sends to a process group, or to the process -`leader`; false where there is none or it is not ours. */
function signal(leader: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, name);
  } catch {
    return false;
  }
}
