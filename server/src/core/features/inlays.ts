import { languageNamed } from '../languages/registry.ts';
import { unitContext } from '../judge-unit.ts';
import type { Inlay } from '../language.ts';
import type { Project } from '../project.ts';

/** The notes that an editor paints into the config blocks of a document; offsets are the document's. */
export function inlays(project: Project, path: string): readonly Inlay[] {
  const units = project.documents.get(path)?.units ?? [];
  return units.flatMap((unit) =>
    (languageNamed(unit.language)?.inlays?.(unitContext(project, unit)) ?? []).map((inlay) => ({
      ...inlay,
      offset: unit.map.toDocument({ start: inlay.offset, end: inlay.offset }).start,
    })),
  );
}
