import type { FeatureContext } from '../language.ts';
import { unitContext } from '../judge-unit.ts';
import type { Project } from '../project.ts';
import type { Unit } from '../unit.ts';

/** The unit that a document's offset stands in, and the offset in the unit's own text. */
export interface UnitPlace {
  readonly unit: Unit;
  readonly offset: number;
}

/** The unit at `offset` (UTF-16, in the document), its end included; undefined outside of every unit. */
export function unitAt(project: Project, path: string, offset: number): UnitPlace | undefined {
  const document = project.documents.get(path);
  if (document === undefined) return undefined;
  for (const unit of document.units) {
    const within = unit.map.toBlock(offset);
    if (within !== undefined) return { unit, offset: within };
  }
  return undefined;
}

/** What a language's feature may look at, at a place. */
export function featureContext(project: Project, { unit, offset }: UnitPlace): FeatureContext<unknown> {
  return { ...unitContext(project, unit), offset };
}
