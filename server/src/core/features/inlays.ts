import { languageNamed } from '../languages/registry.ts';
import { unitContext } from '../judge-unit.ts';
import type { Inlay } from '../language.ts';
import type { Project } from '../project.ts';
import { hostInlays } from './host-inlays.ts';

/** The notes that an editor paints into the config blocks of a document and behind its host expressions; offsets are the document's. */
export function inlays(project: Project, path: string): readonly Inlay[] {
  const document = project.documents.get(path);
  if (document === undefined) return [];
  const inBlocks = document.units.flatMap((unit) =>
    (languageNamed(unit.language)?.inlays?.(unitContext(project, unit)) ?? []).map((inlay) => ({
      ...inlay,
      offset: unit.map.toDocument({ start: inlay.offset, end: inlay.offset }).start,
    })),
  );
  return [...hostInlays(project, document), ...inBlocks];
}
