import { type Segment, type SegmentMap, segmentMap } from '../text/segments.ts';
import type { Span } from '../text/span.ts';

/** One `{{ name }}` of a block's text. */
export interface Hole {
  readonly name: string;
  readonly span: Span;
}

/** The holes of `text` whose name `isName` knows; any other `{{` is text. */
export function holesOf(text: string, isName: (name: string) => boolean): readonly Hole[] {
  if (!text.includes('{{')) return [];
  const holes: Hole[] = [];
  for (const match of text.matchAll(/\{\{[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*\}\}/g)) {
    const name = match[1] as string;
    if (isName(name)) holes.push({ name, span: { start: match.index, end: match.index + match[0].length } });
  }
  return holes;
}

/** A text whose holes are filled: `map` leads from it to the document, `filled` are the spans that nobody wrote. */
export interface Filled {
  readonly text: string;
  readonly map: SegmentMap;
  readonly filled: readonly Span[];
}

/** `text` with each hole replaced by `value(name)`; `map` is the block's own map. */
export function fillHoles(text: string, holes: readonly Hole[], map: SegmentMap, value: (name: string) => string): Filled {
  if (holes.length === 0) return { text, map, filled: [] };
  let out = '';
  let at = 0;
  const segments: Segment[] = [];
  const filled: Span[] = [];
  let next = 0;
  const keep = (from: number, to: number): void => {
    for (; next < map.segments.length; next++) {
      const segment = map.segments[next] as Segment;
      if (segment.block > to) break;
      const start = Math.max(from, segment.block);
      const end = Math.min(to, segment.block + segment.length);
      if (end > start || segment.length === 0) {
        segments.push({ block: out.length + start - from, document: segment.document + start - segment.block, length: end - start });
      }
      // The line goes on behind the hole.
      if (segment.block + segment.length > to) break;
    }
    out += text.slice(from, to);
  };
  for (const hole of holes) {
    keep(at, hole.span.start);
    const start = out.length;
    segments.push({ block: start, document: map.toDocument({ start: hole.span.start, end: hole.span.start }).start, length: 0 });
    out += value(hole.name);
    filled.push({ start, end: out.length });
    at = hole.span.end;
  }
  keep(at, text.length);
  const first = map.toDocument({ start: 0, end: 0 }).start;
  return { text: out, map: segmentMap(segments, { start: first, end: first }), filled };
}
