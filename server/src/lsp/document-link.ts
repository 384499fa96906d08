import type { Connection } from 'vscode-languageserver';
import { links } from '../core/index.ts';
import { toRange } from './convert.ts';
import { pathOf, type Workspace } from './workspace.ts';

/** Answers textDocument/documentLink. */
export function onDocumentLink(connection: Connection, workspace: Workspace): void {
  connection.onDocumentLinks(({ textDocument: { uri } }) => {
    const lines = workspace.opened(uri)?.document.lines;
    return lines === undefined
      ? []
      : links(workspace.project(uri), pathOf(uri)).map(({ span, target }) => ({
          range: toRange(lines, span),
          target: workspace.uriOf(target),
        }));
  });
}
