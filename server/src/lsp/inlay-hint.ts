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
    return inlays(workspace.project(uri), pathOf(uri), toSpan(lines, range)).map(({ offset, label, tooltip }) => ({
      position: lines.positionAt(offset),
      label,
      paddingLeft: true,
      ...(tooltip !== undefined && { tooltip }),
    }));
  });
}
