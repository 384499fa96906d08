import type { Connection } from 'vscode-languageserver';
import { inlays } from '../core/index.ts';
import { toSpan } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/inlayHint. */
export function onInlayHint(connection: Connection, workspace: Workspace): void {
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    const { start, end } = toSpan(lines, range);
    return inlays(workspace.project(uri), pathOf(uri))
      .filter(({ offset }) => offset >= start && offset <= end)
      .map(({ offset, label, tooltip }) => ({
        position: lines.positionAt(offset),
        label,
        paddingLeft: true,
        ...(tooltip !== undefined && { tooltip }),
      }));
  });
}
