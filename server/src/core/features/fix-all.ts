import { lint } from '../lint.ts';
import type { Fix, Problem } from '../problem.ts';
import type { Project } from '../project.ts';
import type { Edit } from '../text/edit.ts';

/**
 * The edits of all certain fixes of a document (of one rule, where `rule` is given), those left out that touch another's place: asked
 * again after they were made, the rest follows. Offsets are the document's; fixes that reach into other files are not among them.
 */
export function certainFixes(project: Project, path: string, rule?: string): { readonly edits: readonly Edit[]; readonly applied: number } {
  const problems = lint(project, path).filter((problem) => rule === undefined || problem.rule === rule);
  return together(
    path,
    problems.map(({ fixes }) => fixes.find(({ certain }) => certain)),
  );
}

/**
 * The edits that mend every one of a document's `problems` of `problem`'s kind as `fix` mends this one: of each problem of the rule the fix of
 * the same title, names in backticks aside. `applied` says how many were taken.
 */
export function fixesLike(
  problems: readonly Problem[],
  path: string,
  problem: Problem,
  fix: Fix,
): { readonly edits: readonly Edit[]; readonly applied: number } {
  const kind = kindOf(fix);
  const at = problem.fixes.filter((other) => kindOf(other) === kind).indexOf(fix);
  return together(
    path,
    problems
      .filter(({ rule }) => rule === problem.rule)
      .map(({ fixes }) => {
        const alike = fixes.filter((other) => kindOf(other) === kind);
        return alike.find(({ title }) => title === fix.title) ?? alike[Math.max(0, at)];
      }),
  );
}

function kindOf({ title }: Fix): string {
  return title.replace(/`[^`]*`/g, '``');
}

/** The edits of those `fixes` that stay in the document and keep out of each other's places, from the top down. */
function together(path: string, fixes: readonly (Fix | undefined)[]): { readonly edits: readonly Edit[]; readonly applied: number } {
  const own = fixes.filter((fix) => fix?.edits.every(({ file }) => file === undefined || file === path)) as Fix[];
  const placed = own.map((fix) => ({ fix, start: Math.min(...fix.edits.map(({ span }) => span.start)) })).sort((a, b) => a.start - b.start);
  const edits: Edit[] = [];
  let applied = 0;
  let free = -1;
  for (const { fix, start } of placed) {
    if (start < free || start === edits.at(-1)?.span.start) continue;
    edits.push(...fix.edits);
    for (const { span } of fix.edits) free = Math.max(free, span.end);
    applied++;
  }
  return { edits, applied };
}
