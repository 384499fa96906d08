import { languageNamed } from '../languages/registry.ts';
import type { Document } from '../document.ts';
import { fileLinks } from '../places.ts';
import { attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import type { Project } from '../project.ts';
import type { Span } from '../text/span.ts';
import { targetOf } from '../target-of.ts';
import { wanted } from '../wanted.ts';

/** A path in a text that leads to a file. */
export interface Link {
  readonly span: Span;
  /** Path of the file it leads to. */
  readonly target: string;
  /** Whether that is a document of the project; else it is for the host to see whether there is such a file. */
  readonly known: boolean;
}

/** Links to the files that the units of a document include, and to what else they name by its path. */
export function links(project: Project, path: string): readonly Link[] {
  const document = project.documents.get(path);
  if (document === undefined) return [];
  const { units } = document;
  const ofUnits = units.flatMap((unit): readonly Link[] => {
    const includes = unit.parsed.wants.flatMap((want) =>
      want.kind === 'file'
        ? wanted(project, path, unit.language, want).map((target) => ({ span: unit.map.toDocument(want.span), target, known: true }))
        : [],
    );
    const others = (languageNamed(unit.language)?.pathLinks?.(unit.parsed) ?? []).map((link) => {
      const target = targetOf(path, link.path);
      return { span: unit.map.toDocument(link.span), target, known: project.documents.has(target) };
    });
    return [...includes, ...others];
  });
  return [...ofUnits, ...runbookLinks(document)];
}

/** Where the text of a runbook leads: relative links, and the files that `src=` takes. */
function runbookLinks(document: Document): readonly Link[] {
  const { runbook, path } = document;
  if (runbook === undefined || !document.ours) return [];
  const out: Link[] = [];
  for (const link of fileLinks(document)) if (link.path !== path) out.push({ span: link.span, target: link.path, known: false });
  for (const block of runbook.blocks) {
    const src = block.kind === 'plain' ? undefined : attributeOf(block, 'src');
    if (src?.valueSpan !== undefined) out.push({ span: valueSpan(runbook.text, src), target: beside(path, src.value), known: false });
  }
  return out;
}

/** The path that is meant by a relative one in the document at `path`. */
function beside(path: string, relative: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
