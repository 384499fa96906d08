import { languageNamed } from '../languages/registry.ts';
import type { Signature } from '../language.ts';
import type { Project } from '../project.ts';
import { featureContext, unitAt } from './unit-at.ts';

/** The values that the directive at `offset` takes, and which of them the caret stands in. */
export function signature(project: Project, path: string, offset: number): Signature | undefined {
  const place = unitAt(project, path, offset);
  return place && languageNamed(place.unit.language)?.signature?.(featureContext(project, place));
}
