import { lint } from '../lint.ts';
import type { Fix, Problem } from '../problem.ts';
import type { Project } from '../project.ts';
import type { Edit } from '../text/edit.ts';
import type { OfferedFix } from './code-actions.ts';
import { mends } from './mends.ts';

/** At most this many fixes are tried one by one where they do not mend together. */
const TRIES = 100;

/** Edits that are made together, and how many fixes they are. */
export interface Taken {
  readonly edits: readonly Edit[];
  readonly applied: number;
}

/**
 * The edits of all certain fixes of a document (of one rule, where `rule` is given), those left out that touch another's place: asked
 * again after they were made, the rest follows. Those that would not mend what they are for, or leave more errors than there are, are left out
 * too. Offsets are the document's; fixes that reach into other files are not among them.
 */
export function certainFixes(project: Project, path: string, rule?: string): Taken {
  const problems = lint(project, path);
  const certain = problems.flatMap((problem) => {
    const fix = rule === undefined || problem.rule === rule ? problem.fixes.find((one) => one.certain) : undefined;
    return fix === undefined ? [] : [{ problem, fix }];
  });
  const all = apart(path, certain);
  if (all.length === 0 || mends(project, path, problems, all)) return taken(all);
  const single = apart(
    path,
    certain.slice(0, TRIES).filter((one) => mends(project, path, problems, [one])),
  );
  if (single.length <= 1 || mends(project, path, problems, single)) return taken(single);
  return taken(single.slice(0, 1));
}

/**
 * The edits that mend every one of a document's `problems` of `problem`'s kind as `fix` mends this one: of each problem of the rule the fix of
 * the same title, names in backticks aside. `applied` says how many were taken.
 */
export function fixesLike(problems: readonly Problem[], path: string, problem: Problem, fix: Fix): Taken {
  const kind = kindOf(fix);
  const at = problem.fixes.filter((other) => kindOf(other) === kind).indexOf(fix);
  return taken(
    apart(
      path,
      problems
        .filter(({ rule }) => rule === problem.rule)
        .flatMap((other) => {
          const alike = other.fixes.filter((one) => kindOf(one) === kind);
          const chosen = alike.find(({ title }) => title === fix.title) ?? alike[Math.max(0, at)];
          return chosen === undefined ? [] : [{ problem: other, fix: chosen }];
        }),
    ),
  );
}

function kindOf({ title }: Fix): string {
  return title.replace(/`[^`]*`/g, '``');
}

/** Those of `fixes` that stay in the document and keep out of each other's places, from the top down. */
function apart(path: string, fixes: readonly OfferedFix[]): readonly OfferedFix[] {
  const own = fixes.filter(({ fix }) => fix.edits.every(({ file }) => file === undefined || file === path));
  const placed = own
    .map((one) => ({ one, start: Math.min(...one.fix.edits.map(({ span }) => span.start)) }))
    .sort((a, b) => a.start - b.start);
  const out: OfferedFix[] = [];
  let free = -1;
  let last = -1;
  for (const { one, start } of placed) {
    if (start < free || start === last) continue;
    out.push(one);
    last = start;
    for (const { span } of one.fix.edits) free = Math.max(free, span.end);
  }
  return out;
}

function taken(fixes: readonly OfferedFix[]): Taken {
  return { edits: fixes.flatMap(({ fix }) => fix.edits), applied: fixes.length };
}
