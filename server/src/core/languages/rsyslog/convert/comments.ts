import type { Span } from '../../../text/span.ts';
import type { Tree } from '../syntax/tree.ts';

/** Gives each comment of a text once, in order, to what it belongs to. */
export class Comments {
  readonly #text: string;
  readonly #tree: Tree;
  #next = 0;

  constructor(text: string, tree: Tree) {
    this.#text = text;
    this.#tree = tree;
  }

  /** The comments that begin before `end` and were not given yet, each line without its sign. */
  before(end: number): readonly string[] {
    const out: string[] = [];
    for (; ; this.#next++) {
      const span = this.#tree.comments[this.#next];
      if (span === undefined || span.start >= end) return out;
      out.push(...lines(this.#text, span));
    }
  }

  /** The comment on the line on which `end` stands, behind it. */
  behind(end: number): string | undefined {
    const span = this.#tree.comments[this.#next];
    if (span === undefined || span.start < end || /[^ \t;)}]/.test(this.#text.slice(end, span.start))) return undefined;
    const found = lines(this.#text, span);
    if (found.length > 1) return undefined;
    this.#next++;
    return found[0];
  }
}

function lines(text: string, { start, end }: Span): readonly string[] {
  const written = text.slice(start, end).trimEnd();
  if (!written.startsWith('/*')) return [written.replace(/^#/, '').trimEnd()];
  return written
    .replace(/^\/\*|\*\/$/g, '')
    .split('\n')
    .map((line) => ` ${line.replace(/^\s*\*?\s?/, '').trimEnd()}`.trimEnd())
    .filter((line, at, all) => line !== '' || (at > 0 && at < all.length - 1));
}
