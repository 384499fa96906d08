import { languageNamed } from '../languages/registry.ts';
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
  const units = project.documents.get(path)?.units ?? [];
  return units.flatMap((unit): readonly Link[] => {
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
}
