import { openDocument } from '../document.ts';
import { lint } from '../lint.ts';
import type { Fix, Problem } from '../problem.ts';
import { type Project, withDocument } from '../project.ts';
import { applyEdits, type Edit } from '../text/edit.ts';

/** A longer document is not judged again for each fix: what its rules offer is believed. */
const LONGEST = 1_000_000;

/** `project` after `edits` were made in one of its documents; edits of other files are left out. */
export function withEdits(project: Project, path: string, edits: readonly Edit[]): Project {
  const document = project.documents.get(path);
  if (document === undefined) return project;
  const own = edits.filter(({ file }) => file === undefined || file === path);
  const { language, ours } = document;
  return withDocument(project, openDocument(path, applyEdits(document.text, own), { language, named: ours, previous: document }));
}

/**
 * Whether `fixes`, made together, mend what they are offered for: each problem is gone, and there are no more errors than before. A fix is made
 * from what was read around it, and in a text that is broken twice that can be misread. `problems` are all of the document's.
 */
export function mends(
  project: Project,
  path: string,
  problems: readonly Problem[],
  fixes: readonly { readonly problem: Problem; readonly fix: Fix }[],
): boolean {
  const document = project.documents.get(path);
  if (document === undefined || document.text.length > LONGEST) return true;
  const after = lint(
    withEdits(
      project,
      path,
      fixes.flatMap(({ fix }) => fix.edits),
    ),
    path,
  );
  if (errorsIn(after) > errorsIn(problems)) return false;
  const before = counts(problems);
  const left = counts(after);
  const mended = counts(fixes.map(({ problem }) => problem));
  return [...mended].every(([key, count]) => (left.get(key) ?? 0) <= (before.get(key) ?? 0) - count);
}

function errorsIn(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

function counts(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const { rule, message } of problems) out.set(`${rule}\n${message}`, (out.get(`${rule}\n${message}`) ?? 0) + 1);
  return out;
}
