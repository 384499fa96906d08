import type { Connection, SelectionRange } from 'vscode-languageserver';
import { selection } from '../core/index.ts';
import { toRange } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/selectionRange. */
export function onSelectionRange(connection: Connection, workspace: Workspace): void {
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    const project = workspace.project(uri);
    return positions.map((position): SelectionRange => {
      let chain: SelectionRange | undefined;
      for (const span of [...selection(project, pathOf(uri), lines.offsetAt(position))].reverse())
        chain = { range: toRange(lines, span), ...(chain && { parent: chain }) };
      return chain ?? { range: { start: position, end: position } };
    });
  });
}
