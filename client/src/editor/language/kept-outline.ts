import type * as vscode from 'vscode';
import type { DocumentSymbolMiddleware } from 'vscode-languageclient';

/**
 * Asks the server for the outline of a text once: VS Code asks twice for each, for the outline and for the lines that stay in view at the top, and
 * that of a long runbook is half a megabyte.
 */
export function keptOutline(): NonNullable<DocumentSymbolMiddleware['provideDocumentSymbols']> {
  type Outline = vscode.SymbolInformation[] | vscode.DocumentSymbol[];
  const kept = new WeakMap<vscode.TextDocument, { readonly version: number; readonly outline: Outline }>();
  return async (document, token, next) => {
    const { version } = document;
    const known = kept.get(document);
    if (known?.version === version) return known.outline;
    const outline = await next(document, token);
    // An empty one is asked for again: the server may not have read opsbook.yaml yet, which can make a runbook of it.
    if (outline != null && outline.length > 0 && document.version === version) kept.set(document, { version, outline });
    return outline;
  };
}
