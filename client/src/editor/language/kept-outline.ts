import type * as vscode from 'vscode';
import type { DocumentSymbolMiddleware } from 'vscode-languageclient';

type Outline = vscode.SymbolInformation[] | vscode.DocumentSymbol[] | null | undefined;

/**
 * Asks the server for the outline of a text once: VS Code asks twice for each, for the outline and for the lines that stay in view at the top, and
 * that of a long runbook is half a megabyte.
 */
export function keptOutline(): NonNullable<DocumentSymbolMiddleware['provideDocumentSymbols']> {
  const kept = new WeakMap<vscode.TextDocument, { readonly version: number; readonly outline: Promise<Outline> }>();
  return async (document, token, next) => {
    const { version } = document;
    const known = kept.get(document);
    // One that was taken back has no answer, and an empty one is asked for again: the server may not have read opsbook.yaml yet, which can make a
    // runbook of it.
    const before = known?.version === version ? await known.outline.catch(() => undefined) : undefined;
    if (before != null && before.length > 0) return before;
    const outline = Promise.resolve(next(document, token));
    kept.set(document, { version, outline });
    const answer = await outline;
    // It may be of another text than was asked for.
    if (document.version !== version && kept.get(document)?.version === version) kept.delete(document);
    return answer;
  };
}
