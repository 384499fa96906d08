import { completeSettings } from '../configuration/settings-features.ts';
import { settingsLanguage } from '../configuration/settings-file.ts';
import type { Completion } from '../language.ts';
import { languageNamed } from '../languages/registry.ts';
import type { Project } from '../project.ts';
import { infoAt } from './block-at.ts';
import { completeFrontMatter } from './complete-front-matter.ts';
import { completeInfo } from './complete-info.ts';
import { featureContext, unitAt } from './unit-at.ts';

/** What may stand at `offset`, with spans of the document; empty where nothing is known. */
export function complete(project: Project, path: string, offset: number): readonly Completion[] {
  const document = project.documents.get(path);
  if (document === undefined || !document.ours) return [];
  if (document.language === settingsLanguage) return completeSettings(document.text, offset);
  const place = unitAt(project, path, offset);
  if (place !== undefined) {
    const found = languageNamed(place.unit.language)?.complete?.(featureContext(project, place)) ?? [];
    return found.map((item) => (item.span === undefined ? item : { ...item, span: place.unit.map.toDocument(item.span) }));
  }
  const info = infoAt(document, offset);
  if (info !== undefined && document.runbook !== undefined) return completeInfo(project, document.runbook, info.block, offset);
  return completeFrontMatter(project, document, offset) ?? [];
}
