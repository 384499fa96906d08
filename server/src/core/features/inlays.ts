import { languageNamed } from '../languages/registry.ts';
import { unitContext } from '../judge-unit.ts';
import type { Inlay } from '../language.ts';
import type { Project } from '../project.ts';
import { overlaps, type Span } from '../text/span.ts';
import { hostInlays } from './host-inlays.ts';

/** The notes that an editor paints in a part of a document, into its config blocks and behind its host expressions; offsets are the document's. */
export function inlays(project: Project, path: string, within: Span): readonly Inlay[] {
  const document = project.documents.get(path);
  if (document === undefined) return [];
  const shown = document.units.filter((unit) => overlaps(unit.map.toDocument({ start: 0, end: unit.parsed.text.length }), within));
  const inBlocks = shown.flatMap((unit) =>
    (languageNamed(unit.language)?.inlays?.(unitContext(project, unit)) ?? []).map((inlay) => ({
      ...inlay,
      offset: unit.map.toDocument({ start: inlay.offset, end: inlay.offset }).start,
    })),
  );
  return [...hostInlays(project, document), ...inBlocks].filter(({ offset }) => offset >= within.start && offset <= within.end);
}
