import {
  applyEdits,
  type Document,
  type Edit,
  lint,
  openDocument,
  overlaps,
  type Project,
  withDocument,
} from '../../../../server/src/core/index.ts';

/** A document after its certain fixes, and how many were applied. */
export interface Fixed {
  readonly project: Project;
  readonly applied: number;
}

/** More rounds than this mean that two fixes undo each other. */
const ROUNDS = 10;

/**
 * Applies the certain fixes of one document until none is left: those whose edits stay in the document and do not overlap in one round,
 * the rest in the next. Fixes that a person must choose are left alone.
 */
export function applyFixes(project: Project, path: string, reopen: (document: Document, text: string) => Document = reopened): Fixed {
  let now = project;
  let applied = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const document = now.documents.get(path);
    if (document === undefined) break;
    const edits: Edit[] = [];
    for (const { fixes } of lint(now, path)) {
      const fix = fixes.find(({ certain }) => certain);
      if (fix === undefined || fix.edits.some((edit) => edit.file !== undefined && edit.file !== path)) continue;
      if (fix.edits.some((edit) => edits.some((other) => overlaps(edit.span, other.span) || edit.span.start === other.span.start)))
        continue;
      edits.push(...fix.edits);
      applied++;
    }
    const text = applyEdits(document.text, edits);
    if (text === document.text) break;
    now = withDocument(now, reopen(document, text));
  }
  return { project: now, applied };
}

function reopened(document: Document, text: string): Document {
  return openDocument(document.path, text, { language: document.language, named: document.ours, previous: document });
}
