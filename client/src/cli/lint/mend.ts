import type { Document } from '../../../../server/src/core/index.ts';
import type { LoadedProject } from '../../../../server/src/host/load-project.ts';
import { applyFixes, applyRequested } from './apply-fixes.ts';

/** A document that its certain fixes change. */
export interface Mended {
  readonly before: Document;
  readonly after: Document;
}

/** What the certain fixes make of each document, and before them those that `rules` ask for by name; nothing is written. */
export function mend({ documents, projectFor }: LoadedProject, rules: readonly string[] = []): readonly Mended[] {
  const mended: Mended[] = [];
  let now = documents;
  for (const before of documents.values()) {
    if (!before.ours) continue;
    const asked = applyRequested(projectFor(before.path, now), before.path, rules);
    const fixed = applyFixes(asked, before.path).project.documents;
    const after = fixed.get(before.path);
    if (after === undefined || after.text === before.text) continue;
    mended.push({ before, after });
    now = fixed;
  }
  return mended;
}
