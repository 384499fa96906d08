import { lint } from '../lint.ts';
import type { Fix, Problem } from '../problem.ts';
import type { Project } from '../project.ts';
import { mends } from './mends.ts';
import { overlaps, type Span, touches } from '../text/span.ts';

/** A fix, and the problem that it repairs; offsets are the document's. */
export interface OfferedFix {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** The fixes of all problems that `range` touches; one that would not mend its problem, or leave more errors than there are, is not offered. */
export function codeActions(project: Project, path: string, range: Span): readonly OfferedFix[] {
  const problems = lint(project, path);
  return problems
    .filter((problem) => overlaps(problem.span, range) || touches(problem.span, range.start) || touches(range, problem.span.start))
    .flatMap((problem) => problem.fixes.map((fix) => ({ problem, fix })))
    .filter((offered) => mends(project, path, problems, [offered]));
}
