import { languageNamed } from '../languages/registry.ts';
import type { Hover } from '../language.ts';
import type { Project } from '../project.ts';
import { attributeRecord } from '../runbook/attribute-table.ts';
import { touches } from '../text/span.ts';
import { infoAt } from './block-at.ts';
import { featureContext, unitAt } from './unit-at.ts';

/** What is known of the word at `offset`, as Markdown, with the document's span of it; undefined where nothing is. */
export function hover(project: Project, path: string, offset: number): Hover | undefined {
  const document = project.documents.get(path);
  if (document === undefined || !document.ours) return undefined;
  const place = unitAt(project, path, offset);
  if (place !== undefined) {
    const found = languageNamed(place.unit.language)?.hover?.(featureContext(project, place));
    return found && { ...found, span: place.unit.map.toDocument(found.span) };
  }
  const info = infoAt(document, offset);
  if (info?.attribute === undefined || info.block.kind === 'plain') return undefined;
  const { key, keySpan } = info.attribute;
  const record = attributeRecord(key);
  if (record === undefined || !touches(keySpan, offset)) return undefined;
  const owner = record.owner === 'runme' ? '\n\nShared with Runme, and read as Runme reads it.' : '';
  return { span: keySpan, markdown: `**${key}**: ${record.description}.\n\nOn: ${record.on.join(', ')}.${owner}` };
}
