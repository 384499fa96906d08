import type { Project } from '../project.ts';
import type { Edit } from '../text/edit.ts';
import { format } from './format.ts';

/** The characters behind which a line may be brought into shape. */
export const formattingCharacters: readonly string[] = ['\n', '}'];

/**
 * Edits that bring the line just finished into shape, after `typed` was typed at `offset`: behind a line end the line above, else the
 * line itself. Only blanks at a line's ends change, no line comes or goes, and nothing at the caret moves.
 */
export function formatTyped(project: Project, path: string, offset: number, typed: string): readonly Edit[] {
  const lines = project.documents.get(path)?.lines;
  if (lines === undefined) return [];
  const line = lines.positionAt(offset).line - (typed === '\n' ? 1 : 0);
  if (line < 0) return [];
  const place = { start: lines.lineStart(line), end: lines.lineEnd(line) };
  return format(project, path, place).filter(
    ({ span, text }) => span.start >= place.start && span.end <= place.end && !/[\r\n]/.test(text) && (typed === '\n' || span.end < offset),
  );
}
