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

  /** Takes a slot, when one is free. */
  async take(): Promise<void> {
    while (this.#used >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#used++;
  }

  /** Gives a slot back. */
  free(): void {
    this.#used--;
    this.#waiting.shift()?.();
  }

  /** Gives back a slot that the server refused. True: others hold what it allows, so it is worth to wait and take another. */
  refused(): boolean {
    this.#used--;
    if (this.#used === 0) {
      this.#waiting.shift()?.();
      return false;
    }
    this.#limit = Math.min(this.#limit, this.#used);
    return true;
  }
}
