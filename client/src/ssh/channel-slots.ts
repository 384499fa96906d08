/**
 * How many channels a connection may have open at once. It begins with a guess and learns: when the server refuses one while others are open,
 * so many are its limit, and who was refused waits for its turn.
 */
export class ChannelSlots {
  #limit: number;
  #used = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a slot, when one is free; resolves with how many others are taken then. */
  async take(): Promise<number> {
    while (this.#used >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#used++;
  }

  /** Gives a slot back. */
  free(): void {
    this.#used--;
    this.#waiting.shift()?.();
  }

  /**
   * Gives back a slot that the server refused; `others` is what `take` gave. True: others held what the server allows, so it is worth to take
   * another, even where they have all ended since. What is left of them is the limit from now on.
   */
  refused(others: number): boolean {
    this.#used--;
    if (others > 0) this.#limit = Math.min(this.#limit, Math.max(1, this.#used));
    if (this.#used === 0) this.#waiting.shift()?.();
    return others > 0;
  }
}
