import type { Connection } from 'vscode-languageserver';
import { complete } from '../core/index.ts';
import { type CompletableParams, completableRequest } from '../protocol.ts';
import { toCompletionItem } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/completion, and whether that would give anything. */
export function onCompletion(connection: Connection, workspace: Workspace): void {
  connection.onCompletion(({ textDocument: { uri }, position }) => {
    const lines = workspace.opened(uri)?.document.lines;
    if (lines === undefined) return [];
    return complete(workspace.project(uri), pathOf(uri), lines.offsetAt(position)).map((item) => toCompletionItem(lines, item));
  });
  connection.onRequest(completableRequest, ({ uri, line, character }: CompletableParams): boolean => {
    const lines = workspace.opened(uri)?.document.lines;
    return lines !== undefined && complete(workspace.project(uri), pathOf(uri), lines.offsetAt({ line, character })).length > 0;
  });
}
