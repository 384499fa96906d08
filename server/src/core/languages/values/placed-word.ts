import type { Span } from '../../text/span.ts';

/** A word at its place in a text. A large file has hundreds of thousands; of few of them anybody asks the span. */
export class PlacedWord {
  readonly text: string;
  readonly #start: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.#start = start;
  }

  get span(): Span {
    return { start: this.#start, end: this.#start + this.text.length };
  }
}
