import { hoverSettings } from '../configuration/settings-features.ts';
import { settingsLanguage } from '../configuration/settings-file.ts';
import { languageNamed } from '../languages/registry.ts';
import type { Hover } from '../language.ts';
import type { Project } from '../project.ts';
import { hoverRunbook } from './hover-runbook.ts';
import { featureContext, unitAt } from './unit-at.ts';

/** What is known of the word at `offset`, as Markdown, with the document's span of it; undefined where nothing is. */
export function hover(project: Project, path: string, offset: number): Hover | undefined {
  const document = project.documents.get(path);
  if (document === undefined || !document.ours) return undefined;
  if (document.language === settingsLanguage) return hoverSettings(document.text, offset);
  const place = unitAt(project, path, offset);
  if (place !== undefined) {
    const found = languageNamed(place.unit.language)?.hover?.(featureContext(project, place));
    return found && { ...found, span: place.unit.map.toDocument(found.span) };
  }
  return hoverRunbook(project, document, offset);
}
