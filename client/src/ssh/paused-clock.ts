/** A time limit that stands still while a user is asked. */
export class PausedClock {
  #left: number;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #asked = 0;
  readonly #over: () => void;

  /** Calls `over` once when `milliseconds` have gone by; 0 is never. Runs at once. */
  constructor(milliseconds: number, over: () => void) {
    this.#left = milliseconds;
    this.#over = over;
    if (milliseconds > 0) this.#run();
  }

  #run(): void {
    this.#since = performance.now();
    this.#timer = setTimeout(this.#over, this.#left);
  }

  /** Waits for an answer with the clock stopped. */
  readonly waiting = async <T>(answer: Promise<T>): Promise<T> => {
    if (this.#asked++ === 0 && this.#timer) {
      clearTimeout(this.#timer);
      this.#left = Math.max(1, this.#left - (performance.now() - this.#since));
    }
    try {
      return await answer;
    } finally {
      if (--this.#asked === 0 && this.#timer) this.#run();
    }
  };

  /** Ends it for good. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
