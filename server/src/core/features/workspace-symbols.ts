import type { Document } from '../document.ts';
import type { SymbolNode } from '../language.ts';

/** A symbol of one document of a workspace, with the heading it stands under. */
export interface WorkspaceSymbol {
  readonly document: Document;
  readonly node: SymbolNode;
  readonly container: string;
}

/**
 * The titles and the named blocks of `documents` in whose name the letters of `query` stand in this order, in any case; all of them for an empty
 * query. At most `limit`, and names that begin with the query first.
 */
export function workspaceSymbols(documents: readonly Document[], query: string, limit = 500): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const first: WorkspaceSymbol[] = [];
  const rest: WorkspaceSymbol[] = [];
  for (const document of documents) {
    const { runbook, path } = document;
    if (runbook === undefined || !document.ours) continue;
    const container = runbook.title === '' ? path.slice(path.lastIndexOf('/') + 1) : runbook.title;
    const add = (node: SymbolNode, where: string): void => {
      const name = node.name.toLowerCase();
      if (name.startsWith(wanted)) first.push({ document, node, container: where });
      else if (rest.length < limit && holds(name, wanted)) rest.push({ document, node, container: where });
    };
    const top = runbook.headings[0]?.span ?? runbook.frontMatter.span ?? { start: 0, end: 0 };
    if (container !== '') add({ name: container, kind: 'module', span: top, nameSpan: top }, path.slice(path.lastIndexOf('/') + 1));
    for (const block of runbook.blocks) {
      if (block.kind === 'plain' || !block.explicitName) continue;
      const kind = block.kind === 'step' || block.kind === 'transcript' ? 'step' : 'object';
      add({ name: block.name, kind, span: block.span, nameSpan: block.infoSpan }, container);
    }
    if (first.length >= limit) break;
  }
  return [...first, ...rest].slice(0, limit);
}

/** Whether the letters of `wanted` stand in `name` in this order. */
function holds(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
