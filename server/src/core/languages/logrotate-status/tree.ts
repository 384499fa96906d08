import type { Span } from '../../text/span.ts';

/** logrotate's state file: a top line, and one line for each log. Every offset is the text's own. */
export interface StatusTree {
  /** The first line, its line end not counted. */
  readonly top: Span;
  /** The version that the top line names, 1 or 2; undefined where it is none that logrotate takes. */
  readonly version: 1 | 2 | undefined;
  readonly lines: readonly StatusLine[];
}

/** One line behind the top line; empty ones, which the daemon passes over, are not among them. */
export interface StatusLine {
  readonly span: Span;
  /** From 1, as the daemon counts. */
  readonly number: number;
  /** Its length in bytes of UTF-8, with its line end. */
  readonly bytes: number;
  /** False for the last line of a text without a final line end. */
  readonly ended: boolean;
  /** Undefined where there are not two words, of which the second begins with three numbers. */
  readonly entry: StatusEntry | undefined;
}

/** A log, and when it was rotated last. */
export interface StatusEntry {
  /** The path with quotes and escapes off. */
  readonly path: string;
  readonly pathSpan: Span;
  readonly dateSpan: Span;
  /** In the host's own time; month from 1. What is not said is 0. */
  readonly date: StatusDate;
}

export interface StatusDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}
