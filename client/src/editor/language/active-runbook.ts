import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { blocksOf } from './blocks.ts';

/** Keeps the context key `opsbook.runbook` true while the active editor shows a runbook that has something to run. */
export function watchActiveRunbook(client: LanguageClient): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let said: boolean | undefined;
  const look = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    const found = document !== undefined && (await blocksOf(client, document)).length > 0;
    if (found === said) return;
    said = found;
    await vscode.commands.executeCommand('setContext', 'opsbook.runbook', found);
  };
  const soon = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), delay);
  };
  soon(0);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(() => soon(0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) soon(300);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
