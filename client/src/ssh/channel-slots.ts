/** The server gives no channel, and none is to be waited for. */
export class NoSession extends Error {
  override readonly name = 'NoSession';
}

/**
 * Milliseconds for which a server may still count a channel that it has closed: sshd does until it has collected the session's program
 * (session.c, session_close_by_channel).
 */
const lingers = 2000;

/**
 * How many channels a connection may have open at once. It begins with a guess and learns: when the server refuses one while others are open,
 * so many are its limit, and who was refused waits for its turn. Where all that are open have no end of their own, nobody waits for them.
 */
export class ChannelSlots {
  #limit: number;
  /** Whether the limit is the server's word. */
  #told = false;
  #used = 0;
  #endless = 0;
  readonly #waiting: (() => void)[] = [];
  /** When a slot was given back last, in milliseconds of `performance.now()`. */
  #freed = -Infinity;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Takes a slot, when one is free; resolves with how many others are taken then. `endless`: it is given back at the end of the run only.
   * Rejects where the server gives no more and all are held without end.
   */
  async take(endless = false): Promise<number> {
    while (this.#used >= this.#limit) {
      if (this.#endless >= this.#limit) {
        if (this.#told)
          throw new NoSession(
            `the server allows ${this.#limit} session${this.#limit === 1 ? '' : 's'} at once (MaxSessions of its sshd_config), and steps in the background hold ${this.#limit === 1 ? 'it' : 'them all'}`,
          );
        break;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (endless) {
      this.#endless++;
      // Who waits may now wait for nothing.
      this.#wake();
    }
    return this.#used++;
  }

  /** Gives a slot back. */
  free(endless = false): void {
    this.#used--;
    this.#freed = performance.now();
    if (endless) this.#endless--;
    this.#waiting.shift()?.();
  }

  /**
   * Gives back a slot that the server refused; `others` is what `take` gave. `now`: others held what the server allows, so it is worth to take
   * another, even where they have all ended since; what is left of them is the limit from now on. `soon`: the server may still count one that
   * has just ended. `never`: it gives none.
   */
  refused(others: number, endless = false): 'now' | 'soon' | 'never' {
    this.#used--;
    if (endless) this.#endless--;
    if (others > 0) {
      this.#limit = Math.max(1, this.#used);
      this.#told = true;
    }
    if (this.#used === 0) this.#waiting.shift()?.();
    if (others > 0) return 'now';
    return performance.now() - this.#freed < lingers ? 'soon' : 'never';
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
