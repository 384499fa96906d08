import type { Connection, DocumentSymbol } from 'vscode-languageserver';
import { type Document, symbols } from '../core/index.ts';
import { toDocumentSymbol } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/documentSymbol. */
export function onDocumentSymbol(connection: Connection, workspace: Workspace): void {
  // An editor asks twice for the same text: for its outline, and for the lines that stay in view at the top.
  const answers = new WeakMap<Document, DocumentSymbol[]>();
  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const document = workspace.opened(uri)?.document;
    if (document === undefined) return [];
    const known =
      answers.get(document) ?? symbols(workspace.project(uri), pathOf(uri)).map((node) => toDocumentSymbol(document.lines, node));
    answers.set(document, known);
    return known;
  });
}
