import type { Project } from '../project.ts';
import type { Span } from '../text/span.ts';

/** A block that can be run from the editor. */
export interface Lens {
  /** The opening line of its fence. */
  readonly span: Span;
  readonly block: string;
  readonly kind: 'step' | 'check' | 'file';
  /** Whether it mends what a check finds. */
  readonly fixes: boolean;
  /** The host expression it stands for; undefined where none is said. */
  readonly hosts: string | undefined;
}

/** The blocks of a runbook that have a lens, in order; none for anything else. */
export function lenses(project: Project, path: string): readonly Lens[] {
  const document = project.documents.get(path);
  if (document?.runbook === undefined || !document.ours) return [];
  const { runbook } = document;
  return runbook.blocks
    .filter((block) => block.closed && (block.kind === 'step' || block.kind === 'file' || (block.kind === 'transcript' && block.ours)))
    .map((block) => ({
      span: { start: block.span.start, end: block.infoSpan.end },
      block: block.name,
      kind: block.kind === 'file' ? ('file' as const) : block.options.check === true ? ('check' as const) : ('step' as const),
      fixes: block.options.fixes !== undefined,
      hosts: block.options.hosts ?? runbook.frontMatter.hosts,
    }));
}
