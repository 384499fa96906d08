import type { Project } from '../project.ts';
import { touches } from '../text/span.ts';
import { wanted } from '../wanted.ts';
import { unitAt } from './unit-at.ts';

/** The documents that the `include` (or `source`) at `offset` reads, by project path; none where no such path stands there. */
export function includedAt(project: Project, path: string, offset: number): readonly string[] {
  const place = unitAt(project, path, offset);
  if (place === undefined) return [];
  const { unit } = place;
  const found = unit.parsed.wants
    .filter(({ span }) => touches(span, place.offset))
    .flatMap((want) => wanted(project, unit.file, unit.language, want));
  return [...new Set(found)];
}
