import { Transform, type TransformCallback } from 'node:stream';

/** Lets a standard output through, unchanged, from behind the word `start` on; what a login shell says before it goes to `onGreeting`. */
export class GatedStdout extends Transform {
  readonly #start: Buffer;
  readonly #onGreeting: (text: Buffer) => void;
  readonly #onOpen: () => void;
  #open = false;
  #seen: Buffer = Buffer.alloc(0);

  /** `start` begins with a character that it holds once. `onOpen` is called when it has come, before what is behind it. */
  constructor(start: string, onGreeting: (text: Buffer) => void, onOpen: () => void = () => {}) {
    super();
    this.#start = Buffer.from(start);
    this.#onGreeting = onGreeting;
    this.#onOpen = onOpen;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#open) {
      done(null, chunk);
      return;
    }
    const data = Buffer.concat([this.#seen, chunk]);
    const at = data.indexOf(this.#start);
    if (at < 0) {
      // Only what may be the word's beginning is held back: a prompt must be seen when it is there.
      const from = Math.max(0, data.length - this.#start.length + 1);
      const first = data.indexOf(this.#start.subarray(0, 1), from);
      const kept = first < 0 ? data.length : first;
      if (kept > 0) this.#onGreeting(data.subarray(0, kept));
      this.#seen = data.subarray(kept);
      done();
      return;
    }
    if (at > 0) this.#onGreeting(data.subarray(0, at));
    this.#open = true;
    this.#seen = Buffer.alloc(0);
    this.#onOpen();
    const rest = data.subarray(at + this.#start.length);
    if (rest.length > 0) done(null, rest);
    else done();
  }

  override _flush(done: TransformCallback): void {
    if (!this.#open && this.#seen.length > 0) this.#onGreeting(this.#seen);
    done();
  }
}
