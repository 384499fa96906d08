import { commonEnd, commonStart, type LineIndex, type Problem } from '../core/index.ts';

/** More than this at once is no typing: it was pasted, or made by a command. */
const MOST = 40;

/** Texts longer than this many UTF-16 units are not compared at each keystroke. */
const LARGE = 5_000_000;

/** Where the caret stands after somebody typed `after` out of `before`: behind what was put in or taken out; undefined for any other change. */
export function caretAfter(before: string, after: string): number | undefined {
  if (before === after || after.length > LARGE || Math.abs(after.length - before.length) > MOST) return undefined;
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  return before.length - start - end > MOST || after.length - start - end > MOST ? undefined : after.length - end;
}

/**
 * Whether the next keystroke at `caret` could cure a problem: it begins on the caret's line and the caret stands in it, at its end, or behind it with
 * nothing but blanks between.
 */
export function mayBeCured(problem: Problem, caret: number, text: string, lines: LineIndex): boolean {
  const { start, end } = problem.span;
  if (start > caret || lines.positionAt(start).line !== lines.positionAt(caret).line) return false;
  return end >= caret || text.slice(end, caret).trim() === '';
}
