import type { Span } from './span.ts';

/** One run of a block's text that stands unchanged in the document: same characters, other offsets. */
export interface Segment {
  readonly block: number;
  readonly document: number;
  readonly length: number;
}

/** Maps offsets of a block's text to the document it was taken from, and back. Segments are in order on both sides. */
export interface SegmentMap {
  readonly segments: readonly Segment[];
  /** The document's span for a block's span. It ends where its last character does, so it never reaches into a container's prefix. */
  toDocument(s: Span): Span;
  /** The document's span that an edit of a block's span replaces: an end at a line's start takes the prefix of that line with it. */
  toDocumentEdit(s: Span): Span;
  /** The block's offset for a document's offset, undefined where the document's character is not of the block. */
  toBlock(offset: number): number | undefined;
}

/** The map of `segments`; `bounds` is where in the document an empty block stands. */
export function segmentMap(segments: readonly Segment[], bounds: Span): SegmentMap {
  const find = (key: 'block' | 'document', offset: number): Segment | undefined => {
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((segments[middle] as Segment)[key] <= offset) low = middle;
      else high = middle - 1;
    }
    return segments[low];
  };
  const forward = (offset: number): number => {
    const segment = find('block', offset);
    if (segment === undefined) return bounds.start;
    return segment.document + Math.max(0, Math.min(segment.length, offset - segment.block));
  };
  return {
    segments,
    toDocument({ start, end }) {
      const from = forward(start);
      if (end <= start) return { start: from, end: from };
      const segment = find('block', end - 1);
      // The last character decides: what follows it may be a line end, and behind that a list's indentation.
      const to = segment === undefined ? from : segment.document + Math.max(0, Math.min(segment.length, end - segment.block));
      return { start: from, end: Math.max(from, to) };
    },
    toDocumentEdit({ start, end }) {
      const from = forward(start);
      return { start: from, end: Math.max(from, forward(end)) };
    },
    toBlock(offset) {
      const segment = find('document', offset);
      if (segment === undefined) return offset >= bounds.start && offset <= bounds.end ? 0 : undefined;
      const within = offset - segment.document;
      return within >= 0 && within <= segment.length ? segment.block + within : undefined;
    },
  };
}

/** The map of a text that is a whole document itself. */
export function identityMap(length: number): SegmentMap {
  return segmentMap([{ block: 0, document: 0, length }], { start: 0, end: length });
}
