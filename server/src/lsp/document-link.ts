import type { Connection } from 'vscode-languageserver';
import { links } from '../core/index.ts';
import { toRange } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/documentLink with links to files that are there, in the workspace. */
export function onDocumentLink(connection: Connection, workspace: Workspace): void {
  connection.onDocumentLinks(async ({ textDocument: { uri } }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    const found = links(workspace.project(uri), pathOf(uri));
    const there = await Promise.all(found.map(({ known, target }) => known || workspace.hasFile(target)));
    return found
      .filter((_, index) => there[index])
      .map(({ span, target }) => ({ range: toRange(lines, span), target: workspace.uriOf(target) }));
  });
}
