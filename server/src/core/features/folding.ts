import { languageNamed } from '../languages/registry.ts';
import type { Project } from '../project.ts';
import type { Span } from '../text/span.ts';

/** What may be folded inside the config blocks and files of a document, as the document's spans over whole constructs. */
export function folding(project: Project, path: string): readonly Span[] {
  const units = project.documents.get(path)?.units ?? [];
  return units.flatMap((unit) => (languageNamed(unit.language)?.folding?.(unit.parsed) ?? []).map((span) => unit.map.toDocument(span)));
}
