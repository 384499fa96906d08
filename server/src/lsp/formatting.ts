import type { Connection } from 'vscode-languageserver';
import { format, formatTyped } from '../core/index.ts';
import { toSpan, toTextEdit } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/formatting, rangeFormatting and onTypeFormatting: config blocks only, nothing outside of them. */
export function onFormatting(connection: Connection, workspace: Workspace): void {
  connection.onDocumentFormatting(({ textDocument: { uri } }) => {
    const lines = workspace.opened(uri)?.document.lines;
    return lines === undefined ? [] : format(workspace.project(uri), pathOf(uri)).map((edit) => toTextEdit(lines, edit));
  });
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }) => {
    const lines = workspace.opened(uri)?.document.lines;
    return lines === undefined
      ? []
      : format(workspace.project(uri), pathOf(uri), toSpan(lines, range)).map((edit) => toTextEdit(lines, edit));
  });
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }) => {
    const lines = workspace.opened(uri)?.document.lines;
    return lines === undefined
      ? []
      : formatTyped(workspace.project(uri), pathOf(uri), lines.offsetAt(position), ch).map((edit) => toTextEdit(lines, edit));
  });
}
