import type { Connection } from 'vscode-languageserver';
import { symbols } from '../core/index.ts';
import { toDocumentSymbol } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/documentSymbol. */
export function onDocumentSymbol(connection: Connection, workspace: Workspace): void {
  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const lines = workspace.opened(uri)?.document.lines;
    return lines === undefined ? [] : symbols(workspace.project(uri), pathOf(uri)).map((node) => toDocumentSymbol(lines, node));
  });
}
