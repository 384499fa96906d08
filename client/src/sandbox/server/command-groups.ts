/** The process groups of the commands that were started; so that none outlives a sandbox that has no pid namespace to end it. */
export class CommandGroups {
  readonly #leaders = new Set<number>();

  /** Remembers a group until its last process is gone: the leader may end before its children. */
  add(leader: number): void {
    this.#leaders.add(leader);
    for (const known of this.#leaders) if (!signal(known, 0)) this.#leaders.delete(known);
  }

  /** Sends KILL to all of them. */
  killAll(): void {
    for (const leader of this.#leaders) signal(leader, 'SIGKILL');
  }
}

function signal(leader: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, name);
  } catch {
    return false;
  }
}
