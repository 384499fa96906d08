import { certainFixes, type Project, withEdits } from '../../../../server/src/core/index.ts';

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
