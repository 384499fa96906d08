import { type Connection, SymbolInformation } from 'vscode-languageserver';
import { workspaceSymbols } from '../core/index.ts';
import { toRange, toSymbolKind } from './convert.ts';
import type { Workspace } from './workspace.ts';

/** Answers workspace/symbol: titles and named blocks of every runbook of the workspace. */
export function onWorkspaceSymbol(connection: Connection, workspace: Workspace): void {
  connection.onWorkspaceSymbol(async ({ query }) =>
    workspaceSymbols(await workspace.runbooks(), query).map(({ document, node, container }) =>
      SymbolInformation.create(
        node.name,
        toSymbolKind(node.kind),
        toRange(document.lines, node.span),
        workspace.uriOf(document.path),
        container,
      ),
    ),
  );
}
