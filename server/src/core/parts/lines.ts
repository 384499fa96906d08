import type { Merged } from './merge-part.ts';

/** A line of a merged file, with its end, and the line of the part (from 0) that it came from. */
export interface MergedLine {
  readonly text: string;
  readonly line?: number;
}

/** The lines of a text, each with its end; none of ''. */
export function linesWithEnds(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Lines as one text; one without an end that is not the last gets one. */
export function merged(lines: readonly MergedLine[]): Merged {
  const text = lines.map(({ text: line }, index) => (line.endsWith('\n') || index === lines.length - 1 ? line : `${line}\n`)).join('');
  return { text, lines: lines.map(({ line }) => line) };
}
