import type { Project } from '../project.ts';
import type { Span } from '../text/span.ts';

/** A path in a text that leads to a file of the project. */
export interface Link {
  readonly span: Span;
  /** Project path of the document it leads to. */
  readonly target: string;
}

/** Links to the files of the project that the units of a document include. */
export function links(project: Project, path: string): readonly Link[] {
  const units = project.documents.get(path)?.units ?? [];
  const etc = path.lastIndexOf('/etc/');
  const root = etc === -1 ? '' : path.slice(0, etc);
  return units.flatMap((unit) =>
    unit.parsed.wants.flatMap((want) => {
      const target = want.value.startsWith('/') ? root + want.value : `${path.slice(0, path.lastIndexOf('/') + 1)}${want.value}`;
      return want.kind === 'file' && project.documents.has(target) ? [{ span: unit.map.toDocument(want.span), target }] : [];
    }),
  );
}
