import * as vscode from 'vscode';
import { mayConcern } from './may-concern.ts';

/** What editor.cjs gives; it is loaded late, because most Markdown documents are none of our business. */
interface EditorModule {
  start(context: vscode.ExtensionContext): Promise<void>;
}

/** Commands that make sense where no runbook is open yet: the first of them that is called loads the rest. */
const beginnings = ['opsbook.newRunbook', 'opsbook.openRunbook'];

/** Waits for the first document that concerns us, or for somebody who begins a runbook, and then loads everything else. */
export function activate(context: vscode.ExtensionContext): void {
  let started: Promise<void> | undefined;
  const waiting: vscode.Disposable[] = [];
  const start = (): Promise<void> => {
    if (started !== undefined) return started;
    for (const listener of waiting) listener.dispose();
    const module = require('./editor.cjs') as EditorModule;
    started = module.start(context).then(undefined, (error: unknown) => {
      void vscode.window.showErrorMessage(`Opsbook could not start: ${error instanceof Error ? error.message : String(error)}`);
    });
    return started;
  };
  const look = (document: vscode.TextDocument | undefined): void => {
    if (started === undefined && document !== undefined && concerns(document)) void start();
  };
  waiting.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Only a change that holds a brace or a colon can make a runbook of a document that was none.
      if (document.languageId === 'markdown' && contentChanges.some(({ text }) => /[{}:=]/.test(text))) look(document);
    }),
    ...beginnings.map((name) =>
      vscode.commands.registerCommand(name, async (...words: unknown[]) => {
        await start();
        return vscode.commands.executeCommand(name, ...words);
      }),
    ),
  );
  context.subscriptions.push(...waiting);
  vscode.workspace.textDocuments.forEach(look);
  // A workspace with runbooks in it, or with an opsbook.yaml that may include Markdown files which do not say so themselves.
  if (started === undefined)
    void vscode.workspace.findFiles('{**/*.runbook.md,opsbook.{yaml,yml}}', null, 1).then(([found]) => found && start());
}

function concerns({ uri, languageId, getText }: vscode.TextDocument): boolean {
  if (!['file', 'untitled'].includes(uri.scheme)) return false;
  if (['logrotate', 'interfaces', 'rsyslog'].includes(languageId)) return true;
  return languageId === 'markdown' && mayConcern(uri.path, getText());
}
