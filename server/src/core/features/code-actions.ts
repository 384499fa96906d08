import { lint } from '../lint.ts';
import type { Fix, Problem } from '../problem.ts';
import type { Project } from '../project.ts';
import { overlaps, type Span, touches } from '../text/span.ts';

/** A fix, and the problem that it repairs; offsets are the document's. */
export interface OfferedFix {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** The fixes of all problems that `range` touches. */
export function codeActions(project: Project, path: string, range: Span): readonly OfferedFix[] {
  return lint(project, path)
    .filter((problem) => overlaps(problem.span, range) || touches(problem.span, range.start) || touches(range, problem.span.start))
    .flatMap((problem) => problem.fixes.map((fix) => ({ problem, fix })));
}
