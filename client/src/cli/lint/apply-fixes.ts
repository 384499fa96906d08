import { applyEdits, certainFixes, type Document, openDocument, type Project, withDocument } from '../../../../server/src/core/index.ts';

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
    const { edits, applied: taken } = certainFixes(now, path);
    applied += taken;
    const text = applyEdits(document.text, edits);
    if (text === document.text) break;
    now = withDocument(now, reopen(document, text));
  }
  return { project: now, applied };
}

function reopened(document: Document, text: string): Document {
  return openDocument(document.path, text, { language: document.language, named: document.ours, previous: document });
}
