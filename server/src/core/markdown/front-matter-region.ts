import type { Span } from '../text/span.ts';

/** The front matter of a document: what stands between its two lines of dashes, and the whole with them. */
export interface FrontMatterRegion {
  readonly whole: Span;
  readonly content: Span;
}

/** Front matter longer than this is not read. */
export const FRONT_MATTER_LIMIT = 65_536;

/** Finds `---` … `---` (or `...`) at the very start, a BOM before it aside; undefined if there is none or it is not closed. */
export function frontMatterRegion(text: string): FrontMatterRegion | undefined {
  const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const opening = /^---[ \t]*(\r\n|\r|\n)/.exec(text.slice(begin, begin + 300));
  if (opening === null) return undefined;
  const start = begin + opening[0].length;
  const rest = text.slice(start, start + FRONT_MATTER_LIMIT);
  const closing = /^(---|\.\.\.)[ \t]*(\r\n|\r|\n|$)/m.exec(rest);
  if (closing === null) return undefined;
  return {
    whole: { start: begin, end: start + closing.index + closing[0].length },
    content: { start, end: start + closing.index },
  };
}
