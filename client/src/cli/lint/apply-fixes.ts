import { certainFixes, lint, type Project, withEdits } from '../../../../server/src/core/index.ts';

/** A document after its certain fixes, and how many were applied. */
export interface Fixed {
  readonly project: Project;
  readonly applied: number;
}

/** More rounds than this mean that two fixes undo each other. */
const ROUNDS = 100;

/**
 * Applies the certain fixes of one document until none is left: those whose edits stay in the document and do not overlap in one round,
 * the rest in the next. Fixes that a person must choose, and those that would not mend what they are for, are left alone.
 */
export function applyFixes(project: Project, path: string): Fixed {
  let now = project;
  let applied = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { edits, applied: taken } = certainFixes(now, path);
    if (taken === 0) break;
    applied += taken;
    now = withEdits(now, path, edits);
  }
  return { project: now, applied };
}

/** The project after the fixes of one document that are made only where somebody names their rule. */
export function applyRequested(project: Project, path: string, rules: readonly string[]): Project {
  let now = project;
  for (const rule of new Set(rules)) {
    const fix = lint(now, path)
      .filter((problem) => problem.rule === rule)
      .flatMap(({ fixes }) => fixes)
      .find(({ onRequest }) => onRequest === true);
    if (fix !== undefined) now = withEdits(now, path, fix.edits);
  }
  return now;
}
