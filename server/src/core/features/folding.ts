import { languageNamed } from '../languages/registry.ts';
import type { Project } from '../project.ts';
import type { Span } from '../text/span.ts';

/** What may be folded inside the blocks and files of a document, as the document's spans over whole constructs. */
export function folding(project: Project, path: string): readonly Span[] {
  const document = project.documents.get(path);
  const shell = (document?.runbook?.blocks ?? []).flatMap(({ index, map }) =>
    (document?.shells.get(index)?.blocks ?? []).map(({ span }) => map.toDocument(span)),
  );
  const units = document?.units ?? [];
  const own = units.flatMap((unit) =>
    (languageNamed(unit.language)?.folding?.(unit.parsed) ?? []).map((span) => unit.map.toDocument(span)),
  );
  return [...own, ...shell];
}
