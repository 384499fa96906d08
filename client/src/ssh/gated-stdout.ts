import { Transform, type TransformCallback } from 'node:stream';

/** What stands in `held` and the chunk behind it before a word and `behind` that; where it has not come, `held` may be its beginning. Only that is held: a prompt must be seen when it is there. */
function cut(
  held: Buffer,
  chunk: Buffer,
  word: Buffer,
): { readonly before: Buffer; readonly held: Buffer; readonly behind: Buffer | undefined } {
  const data = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
  const at = data.indexOf(word);
  if (at >= 0) return { before: data.subarray(0, at), held: Buffer.alloc(0), behind: data.subarray(at + word.length) };
  const first = data.indexOf(word.subarray(0, 1), Math.max(0, data.length - word.length + 1));
  const end = first < 0 ? data.length : first;
  return { before: data.subarray(0, end), held: data.subarray(end), behind: undefined };
}

/** Lets a standard output through, unchanged, from behind the word `start` on, and up to a last word where there is one; what a login shell says before it goes to `onGreeting`. */
export class GatedStdout extends Transform {
  readonly #start: Buffer;
  readonly #onGreeting: (text: Buffer) => void;
  readonly #onOpen: () => void;
  readonly #last: { readonly word: Buffer; readonly onLast: () => void } | undefined;
  #open = false;
  #over = false;
  /** What may be the beginning of the word that is waited for. */
  #held: Buffer = Buffer.alloc(0);

  /**
   * Each word begins with a character that it holds once. `onOpen` is called when `start` has come, before what is behind it. `last` ends the
   * output: what comes behind it is dropped.
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
    this.#last = last && { word: Buffer.from(last.word), onLast: last.onLast };
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#open) {
      this.#through(chunk);
      done();
      return;
    }
    const { before, held, behind } = cut(this.#held, chunk, this.#start);
    if (before.length > 0) this.#onGreeting(before);
    this.#held = held;
    if (behind !== undefined) {
      this.#open = true;
      this.#onOpen();
      if (behind.length > 0) this.#through(behind);
    }
    done();
  }

  #through(chunk: Buffer): void {
    if (this.#last === undefined) this.push(chunk);
    if (this.#last === undefined || this.#over) return;
    const { before, held, behind } = cut(this.#held, chunk, this.#last.word);
    if (before.length > 0) this.push(before);
    this.#held = held;
    this.#over = behind !== undefined;
    if (this.#over) this.#last.onLast();
  }

  override _flush(done: TransformCallback): void {
    if (this.#held.length > 0) {
      if (this.#open) this.push(this.#held);
      else this.#onGreeting(this.#held);
    }
    done();
  }
}
