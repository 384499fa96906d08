import type { Project } from '../project.ts';
import { attributeText } from '../runbook/runme-attributes.ts';
import type { Edit } from '../text/edit.ts';
import { overlaps, type Span, touches } from '../text/span.ts';

/**
 * Edits that bring the attributes of the fences that `range` touches (of all, without one) into shape: one blank before the brace and between
 * two of them, none inside of the braces, blanks behind them gone. Keys, values and their order stay as they are written, and attributes
 * written as JSON, or closed nowhere, stay wholly.
 */
export function formatAttributes(project: Project, path: string, range?: Span): readonly Edit[] {
  const document = project.documents.get(path);
  if (document?.runbook === undefined || !document.ours) return [];
  const { runbook } = document;
  return runbook.blocks.flatMap(({ kind, infoSpan, attributes, notes }): readonly Edit[] => {
    if (kind === 'plain' || attributes.length === 0 || notes.some((note) => note.kind !== 'repeated' && note.kind !== 'no-space'))
      return [];
    if (range !== undefined && !overlaps(infoSpan, range) && !touches(infoSpan, range.start)) return [];
    const info = runbook.text.slice(infoSpan.start, infoSpan.end);
    const at = attributeText(info);
    if (at === undefined || info.charAt(attributes[0] === undefined ? 0 : attributes[0].span.start - infoSpan.start) === '"') return [];
    const items = attributes.map(({ span }) => runbook.text.slice(span.start, span.end));
    const language = info.slice(0, at.start).trim();
    const shaped = `${language}${language === '' ? '' : ' '}{${items.join(' ')}}`;
    const start = infoSpan.start + info.length - info.trimStart().length;
    const span = { start, end: infoSpan.end };
    return runbook.text.slice(span.start, span.end) === shaped ? [] : [{ span, text: shaped }];
  });
}
