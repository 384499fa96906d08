/** The server gives no channel, and none is to be waited for. */
export class NoSession extends Error {
  override readonly name = 'NoSession';
}

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
    if (endless) this.#endless--;
    this.#waiting.shift()?.();
  }

  /**
   * Gives back a slot that the server refused; `others` is what `take` gave. True: others held what the server allows, so it is worth to take
   * another, even where they have all ended since. What is left of them is the limit from now on.
   */
  refused(others: number, endless = false): boolean {
    this.#used--;
    if (endless) this.#endless--;
    if (others > 0) {
      this.#limit = Math.max(1, this.#used);
      this.#told = true;
    }
    if (this.#used === 0) this.#waiting.shift()?.();
    return others > 0;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
