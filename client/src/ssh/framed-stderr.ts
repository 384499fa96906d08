import { Transform, type TransformCallback } from 'node:stream';

const longest = 64 * 1024;

/**
 * Takes the supervisor's lines out of a standard error stream. Until the line `start` everything else is thrown away (a login shell may
 * greet). A line of ours begins with 0x1e and the nonce and ends with a line feed; what stands between
 * `report` and `end` is its body.
 */
export class FramedStderr extends Transform {
  readonly #prefix: Buffer;
  readonly #onFrame: (line: string, body: Buffer) => void;
  #rest: Buffer = Buffer.alloc(0);
  #started = false;
  #report: { readonly line: string; readonly parts: Buffer[] } | undefined;
  readonly #onGreeting: (text: Buffer) => void;

  /**
   * `onFrame` gets a line without the nonce; its body only with `report`, when the `end` of it has come. `onGreeting` gets what comes before
   * the start.
   */
  constructor(nonce: string, onFrame: (line: string, body: Buffer) => void, onGreeting: (text: Buffer) => void) {
    super();
    this.#prefix = Buffer.from(`\x1e${nonce} `);
    this.#onFrame = onFrame;
    this.#onGreeting = onGreeting;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = Buffer.alloc(0);
    for (;;) {
      const at = data.indexOf(this.#prefix);
      if (at < 0) break;
      const end = data.indexOf(10, at);
      if (end < 0 && data.length - at < longest) {
        this.#text(data.subarray(0, at));
        this.#rest = data.subarray(at);
        done();
        return;
      }
      this.#text(data.subarray(0, at));
      this.#frame(data.subarray(at + this.#prefix.length, end < 0 ? data.length : end).toString('utf8'));
      data = end < 0 ? Buffer.alloc(0) : data.subarray(end + 1);
    }
    const cut = this.#startOfPrefix(data);
    this.#text(data.subarray(0, cut));
    this.#rest = data.subarray(cut);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#text(this.#rest);
    this.#rest = Buffer.alloc(0);
    done();
  }

  /** Where a prefix may begin that the chunk's end cuts. */
  #startOfPrefix(data: Buffer): number {
    const from = Math.max(0, data.length - this.#prefix.length + 1);
    for (let at = data.indexOf(0x1e, from); at >= 0; at = data.indexOf(0x1e, at + 1)) {
      if (this.#prefix.subarray(0, data.length - at).equals(data.subarray(at))) return at;
    }
    return data.length;
  }

  #text(data: Buffer): void {
    if (data.length === 0) return;
    if (this.#report) this.#report.parts.push(data);
    else if (this.#started) this.push(data);
    else this.#onGreeting(data);
  }

  #frame(line: string): void {
    if (line.startsWith('start')) this.#started = true;
    if (line.startsWith('report ')) {
      this.#report = { line, parts: [] };
    } else if (line === 'end' && this.#report) {
      const { line: first, parts } = this.#report;
      this.#report = undefined;
      this.#onFrame(first, Buffer.concat(parts));
    } else {
      this.#onFrame(line, Buffer.alloc(0));
    }
  }
}
