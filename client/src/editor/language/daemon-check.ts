import * as vscode from 'vscode';
import { checkWithLogrotate } from './logrotate-check.ts';

const setting = 'logrotate.checkWithDaemon';

/**
 * Where the user's settings ask for it and the workspace is trusted, a logrotate file is given to the installed logrotate when it is
 * opened or saved, and what that says is shown beside our own problems.
 */
export function daemonCheck(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('logrotate');
  const rounds = new Map<string, number>();
  const wanted = (): boolean => vscode.workspace.isTrusted && vscode.workspace.getConfiguration('opsbook').get(setting, false);
  const check = async (document: vscode.TextDocument): Promise<void> => {
    if (document.languageId !== 'logrotate' || document.uri.scheme !== 'file' || document.isDirty || !wanted()) return;
    const key = document.uri.toString();
    const round = (rounds.get(key) ?? 0) + 1;
    rounds.set(key, round);
    const outcome = await checkWithLogrotate(document.uri.fsPath);
    if (rounds.get(key) !== round || document.isClosed || document.isDirty) return;
    if ('trouble' in outcome) {
      void vscode.window.setStatusBarMessage(`Opsbook: ${outcome.trouble}`, 10_000);
      return;
    }
    collection.set(
      document.uri,
      outcome.messages.map(({ line, severity, text }) => {
        const at = document.lineAt(Math.max(0, Math.min(document.lineCount, line ?? 1) - 1));
        const start = line === undefined ? 0 : at.firstNonWhitespaceCharacterIndex;
        const shown = new vscode.Diagnostic(
          new vscode.Range(at.lineNumber, start, at.lineNumber, Math.max(start, at.text.trimEnd().length)),
          text,
          severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
        );
        shown.source = 'logrotate -d';
        return shown;
      }),
    );
  };
  const all = (): void => {
    if (!wanted()) collection.clear();
    else for (const document of vscode.workspace.textDocuments) void check(document);
  };
  all();
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument((document) => void check(document)),
    vscode.workspace.onDidSaveTextDocument((document) => void check(document)),
    // What it said is of the text that was saved.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) collection.delete(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      rounds.delete(uri.toString());
      collection.delete(uri);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(all),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`opsbook.${setting}`)) all();
    }),
  );
}
