import * as vscode from 'vscode';
import { mayConcern } from './may-concern.ts';

/** What editor.cjs gives; it is loaded late, because most Markdown documents are none of our business. */
interface EditorModule {
  start(context: vscode.ExtensionContext): Promise<void>;
}

/** Waits for the first document that concerns us, and then loads everything else. */
export function activate(context: vscode.ExtensionContext): void {
  let started = false;
  const waiting: vscode.Disposable[] = [];
  const look = (document: vscode.TextDocument | undefined): void => {
    if (started || document === undefined || !concerns(document)) return;
    started = true;
    for (const listener of waiting) listener.dispose();
    const { start } = require('./editor.cjs') as EditorModule;
    void start(context).then(undefined, (error: unknown) => {
      void vscode.window.showErrorMessage(`Opsbook could not start: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
  waiting.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Only a change that holds a brace or a colon can make a runbook of a document that was none.
      if (document.languageId === 'markdown' && contentChanges.some(({ text }) => /[{}:=]/.test(text))) look(document);
    }),
  );
  context.subscriptions.push(...waiting);
  vscode.workspace.textDocuments.forEach(look);
  // opsbook.yaml may include Markdown files that do not say so themselves.
  if (!started)
    void vscode.workspace
      .findFiles('opsbook.{yaml,yml}', null, 1)
      .then(([found]) => found && vscode.workspace.openTextDocument(found).then(look));
}

function concerns(document: vscode.TextDocument): boolean {
  const { uri, languageId } = document;
  if (!['file', 'untitled'].includes(uri.scheme)) return false;
  if (['logrotate', 'interfaces', 'rsyslog'].includes(languageId)) return true;
  if (/\/opsbook\.ya?ml$/.test(uri.path)) return /^include[ \t]*:/m.test(document.getText());
  return languageId === 'markdown' && mayConcern(uri.path, document.getText());
}
