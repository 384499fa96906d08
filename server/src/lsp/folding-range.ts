import type { Connection } from 'vscode-languageserver';
import { folding } from '../core/index.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/foldingRange with whole lines. */
export function onFoldingRange(connection: Connection, workspace: Workspace): void {
  connection.onFoldingRanges(({ textDocument: { uri } }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    return folding(workspace.project(uri), pathOf(uri)).flatMap((span) => {
      const startLine = lines.positionAt(span.start).line;
      const endLine = lines.positionAt(Math.max(span.start, span.end - 1)).line;
      return endLine > startLine ? [{ startLine, endLine }] : [];
    });
  });
}
