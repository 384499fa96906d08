/** The server gives no channel, and none is to be waited for. */
export class NoSession extends Error {
  override readonly name = 'NoSession';
}

/**
 * Milliseconds for which a server may still count a channel that it has closed: sshd does until it has collected the session's program
 * (session.c, session_close_by_channel).
 */
const lingers = 2000;

/** What a slot is taken for. */
export interface SlotUse {
  /** It is given back at the end of the run only. */
  readonly endless?: boolean;
  /** A second one beside it is kept for a channel that will follow (`useSpare`), so that two of this kind never wait for each other. */
  readonly spare?: boolean;
  /** It is that second one, asked for again: it goes before all others that wait. */
  readonly second?: boolean;
}

interface Waiting {
  readonly use: SlotUse;
  readonly grant: (others: number) => void;
  readonly refuse: (why: NoSession) => void;
}

/**
 * How many channels a connection may have open at once. It begins with a guess and learns: when the server refuses one while others are open,
 * so many are its limit, and who was refused waits for its turn. Where all that are open have no end of their own, nobody waits for them.
 * Who waits gets its turn in the order of asking.
 */
export class ChannelSlots {
  #limit: number;
  /** Whether the limit is the server's word. */
  #told = false;
  /** Taken, with the one that is kept. */
  #used = 0;
  /**
   * Who takes two has the second one `kept`, and then `used` until a channel is there: one at a time, so that nobody waits for the other half
   * of another's.
   */
  #pair: 'none' | 'kept' | 'used' = 'none';
  #endless = 0;
  #waiting: Waiting[] = [];
  /** When a slot was given back last, in milliseconds of `performance.now()`. */
  #freed = -Infinity;

  readonly #onFull: () => void;

  /** `onFull` is called when somebody waits and none is free. */
  constructor(limit: number, onFull: () => void = () => {}) {
    this.#limit = limit;
    this.#onFull = onFull;
  }

  /** Whether somebody waits for a slot. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Takes a slot, when one is free; resolves with how many others are open then. Rejects where the server gives no more and all are held without end. */
  take(use: SlotUse = {}): Promise<number> {
    return new Promise((grant, refuse) => {
      const one = { use, grant, refuse };
      if (use.second === true) this.#waiting.unshift(one);
      else this.#waiting.push(one);
      this.#serve();
    });
  }

  /** The second channel is about to be opened in the slot that was kept for it; comes back with how many others are open, undefined where none is kept. */
  useSpare(): number | undefined {
    if (this.#pair !== 'kept') return undefined;
    const others = this.#open;
    this.#pair = 'used';
    return others;
  }

  /** The second channel is there, or will not be: then the slot that was kept for it is free. */
  paired(): void {
    this.#unpair();
    this.#serve();
  }

  /** Gives a slot back; not that which is kept beside it. */
  free({ endless = false }: SlotUse = {}): void {
    this.#used--;
    this.#freed = performance.now();
    if (endless) this.#endless--;
    this.#serve();
  }

  /**
   * Gives back a slot that the server refused, with the one kept beside it; `others` is what `take` gave. `now`: others held what the server
   * allows, so it is worth to take another, even where they have all ended since; what is left of them is the limit from now on. `soon`: the
   * server may still count one that has just ended. `never`: it gives none.
   */
  refused(others: number, { endless = false, spare = false }: SlotUse = {}): 'now' | 'soon' | 'never' {
    this.#used--;
    if (endless) this.#endless--;
    if (spare) this.#unpair();
    if (others > 0) {
      this.#limit = Math.max(1, this.#open);
      this.#told = true;
    }
    const again = others > 0 ? 'now' : performance.now() - this.#freed < lingers ? 'soon' : 'never';
    // Who was refused asks again before those that wait are served.
    queueMicrotask(() => this.#serve());
    return again;
  }

  /** Taken by channels that are open, or being opened. */
  get #open(): number {
    return this.#pair === 'kept' ? this.#used - 1 : this.#used;
  }

  #unpair(): void {
    if (this.#pair === 'kept') this.#used--;
    this.#pair = 'none';
  }

  #serve(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const { use } = next;
      const wide = use.spare === true ? 2 : 1;
      const fits = this.#used + wide <= this.#limit;
      // With those that never end, and the first half of what is asked for, all may be held for good.
      const never = this.#endless + wide + (use.second === true ? 1 : 0) > this.#limit;
      if ((!fits && !never) || (use.spare === true && this.#pair !== 'none')) {
        this.#onFull();
        return;
      }
      this.#waiting.shift();
      if (!fits && this.#told) {
        next.refuse(new NoSession(this.#why(use)));
        continue;
      }
      const others = this.#open;
      this.#used += wide;
      if (use.spare === true) this.#pair = 'kept';
      if (use.endless === true) this.#endless++;
      next.grant(others);
    }
  }

  #why({ spare, second }: SlotUse): string {
    const told = `the server allows ${this.#limit} session${this.#limit === 1 ? '' : 's'} at once (MaxSessions of its sshd_config)`;
    if (this.#endless === 0 && (spare === true || second === true)) return `${told}, and a step with a terminal takes 2`;
    return `${told}, and steps in the background hold ${this.#limit === 1 ? 'it' : this.#endless < this.#limit ? 'too many of them' : 'them all'}`;
  }
}
