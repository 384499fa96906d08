import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { hasBlocks } from './blocks.ts';

/** Keeps the context key `opsbook.runbook` true while the active editor shows a runbook that has something to run. */
export function watchActiveRunbook(client: BaseLanguageClient): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let said: boolean | undefined;
  // The server may not have heard of a document yet that has just come to the front.
  const look = async (later: readonly number[]): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    const found = document !== undefined && (await hasBlocks(client, document));
    const [delay, ...rest] = later;
    if (!found && delay !== undefined && document?.languageId === 'markdown') timer = setTimeout(() => void look(rest), delay);
    if (found === said) return;
    said = found;
    await vscode.commands.executeCommand('setContext', 'opsbook.runbook', found);
  };
  const soon = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look([200, 1000, 3000, 10_000, 30_000]), delay);
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
