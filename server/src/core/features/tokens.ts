import { languageNamed } from '../languages/registry.ts';
import type { Token } from '../language.ts';
import type { Project } from '../project.ts';

/** The semantic tokens of all config blocks of a document, in order, with the document's spans. */
export function tokens(project: Project, path: string): readonly Token[] {
  const units = project.documents.get(path)?.units ?? [];
  return units.flatMap((unit) =>
    (languageNamed(unit.language)?.tokens?.(unit.parsed) ?? []).flatMap((token) => {
      const span = unit.map.toDocument(token.span);
      return span.end > span.start ? [{ ...token, span }] : [];
    }),
  );
}
