import { Transform, type TransformCallback } from 'node:stream';

/**
 * Lets a standard output through, unchanged, from the supervisor's line `start` on (0x1e, the nonce, ` start`, a line feed); what a login
 * shell says before it goes to `onGreeting`.
 */
export class GatedStdout extends Transform {
  readonly #start: Buffer;
  readonly #onGreeting: (text: Buffer) => void;
  #open = false;
  #seen: Buffer = Buffer.alloc(0);

  constructor(nonce: string, onGreeting: (text: Buffer) => void) {
    super();
    this.#start = Buffer.from(`\x1e${nonce} start\n`);
    this.#onGreeting = onGreeting;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#open) {
      done(null, chunk);
      return;
    }
    const data = Buffer.concat([this.#seen, chunk]);
    const at = data.indexOf(this.#start);
    if (at < 0) {
      const kept = Math.max(0, data.length - this.#start.length + 1);
      if (kept > 0) this.#onGreeting(data.subarray(0, kept));
      this.#seen = data.subarray(kept);
      done();
      return;
    }
    this.#open = true;
    this.#seen = Buffer.alloc(0);
    const rest = data.subarray(at + this.#start.length);
    if (rest.length > 0) done(null, rest);
    else done();
  }

  override _flush(done: TransformCallback): void {
    if (!this.#open && this.#seen.length > 0) this.#onGreeting(this.#seen);
    done();
  }
}
