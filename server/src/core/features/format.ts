import { inContainer } from '../judge-unit.ts';
import { languageNamed } from '../languages/registry.ts';
import type { Project } from '../project.ts';
import type { Edit } from '../text/edit.ts';
import { overlaps, type Span } from '../text/span.ts';

/** Edits that bring the config blocks that `range` touches (all without one) into shape; never anything outside of a block. */
export function format(project: Project, path: string, range?: Span): readonly Edit[] {
  const document = project.documents.get(path);
  if (document === undefined) return [];
  return document.units.flatMap((unit) => {
    // What nobody wrote cannot be moved about.
    if (unit.filled.length > 0) return [];
    const whole = unit.map.toDocument({ start: 0, end: unit.parsed.text.length });
    if (range !== undefined && !overlaps(whole, range)) return [];
    const own = range && { start: unit.map.toBlock(range.start) ?? 0, end: unit.map.toBlock(range.end) ?? unit.parsed.text.length };
    const edits = languageNamed(unit.language)?.format?.(unit.parsed, own) ?? [];
    return edits.map((edit) => ({
      span: unit.map.toDocumentEdit(edit.span),
      text: unit.block === undefined ? edit.text : inContainer(edit.text, unit, edit.span.start, document.text),
    }));
  });
}
