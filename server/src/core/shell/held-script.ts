import type { Span } from '../text/span.ts';

/** Shell that stands in a file of another language, and that the file's daemon gives to `/bin/sh`. */
export interface HeldScript {
  /** The shell as the daemon gives it. */
  readonly text: string;
  /** The place in the file of a span of `text`. */
  readonly place: (span: Span) => Span;
  /** Whether `text` stands in the file as it is, so that an edit of it is one of the file. */
  readonly exact: boolean;
}

/** A script that is the text of `span` in the file, letter for letter. */
export function writtenScript(text: string, { start, end }: Span): HeldScript {
  return { text: text.slice(start, end), place: (span) => ({ start: start + span.start, end: start + span.end }), exact: true };
}
