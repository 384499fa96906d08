import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RunEvent } from '../../run/events.ts';

/** What a host's own daemon said about a file that was to be installed, at the runbook's lines it speaks of; gone when the runbook is edited or run again. */
export class DaemonWords {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('opsbook-run');

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#diagnostics,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#diagnostics.delete(document.uri);
      }),
    );
  }

  /** A run of the document began. */
  begin(uri: vscode.Uri): void {
    this.#diagnostics.delete(uri);
  }

  /** Takes in the next event of a run of the document; the same words of several hosts are shown once. */
  next(uri: vscode.Uri, event: RunEvent): void {
    if (event.type !== 'note' || event.line === undefined || event.level === 'info') return;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    const line = event.line - 1;
    if (document === undefined || line < 0 || line >= document.lineCount) return;
    const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
    const message = withoutAnsi(event.message);
    const before = this.#diagnostics.get(uri) ?? [];
    if (before.some((diagnostic) => diagnostic.range.start.line === line && diagnostic.message === message)) return;
    const severity = event.level === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
    const diagnostic = new vscode.Diagnostic(range.with(range.start.translate(0, firstNonWhitespaceCharacterIndex)), message, severity);
    diagnostic.source = event.host;
    this.#diagnostics.set(uri, [...before, diagnostic]);
  }
}
