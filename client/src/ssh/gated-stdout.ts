import { Transform, type TransformCallback } from 'node:stream';

/** Lets a standard output through, unchanged, from behind the word `start` on, and up to a last word where there is one; what a login shell says before it goes to `onGreeting`. */
export class GatedStdout extends Transform {
  readonly #start: Buffer;
  readonly #onGreeting: (text: Buffer) => void;
  readonly #onOpen: () => void;
  readonly #last: { readonly word: string; readonly onLast: () => void } | undefined;
  #open = false;
  #over = false;
  #seen: Buffer = Buffer.alloc(0);

  /**
   * `start` begins with a character that it holds once. `onOpen` is called when it has come, before what is behind it. `last` ends the output:
   * what comes behind it is dropped.
   */
  constructor(
    start: string,
    onGreeting: (text: Buffer) => void,
    onOpen: () => void = () => {},
    last?: { readonly word: string; readonly onLast: () => void },
  ) {
    super();
    this.#start = Buffer.from(start);
    this.#onGreeting = onGreeting;
    this.#onOpen = onOpen;
    this.#last = last;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#open) {
      this.#through(chunk);
      done();
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
    if (rest.length > 0) this.#through(rest);
    done();
  }

  #through(chunk: Buffer): void {
    if (this.#last === undefined) this.push(chunk);
    if (this.#last === undefined || this.#over) return;
    const data = Buffer.concat([this.#seen, chunk]);
    const { word, onLast } = this.#last;
    const at = data.indexOf(word);
    this.#over = at >= 0;
    const begun = data.indexOf(word.slice(0, 1), Math.max(0, data.length - word.length + 1));
    const until = this.#over ? at : begun < 0 ? data.length : begun;
    if (until > 0) this.push(data.subarray(0, until));
    this.#seen = data.subarray(until);
    if (this.#over) onLast();
  }

  override _flush(done: TransformCallback): void {
    if (this.#seen.length > 0 && !this.#over) {
      if (this.#open) this.push(this.#seen);
      else this.#onGreeting(this.#seen);
    }
    done();
  }
}
