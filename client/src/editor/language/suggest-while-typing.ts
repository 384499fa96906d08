import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type CompletableParams, completableRequest } from '../../../../server/src/protocol.ts';

/**
 * Offers completions where a word begins inside a fence: in Markdown VS Code does not do that by itself, because in prose it would be in
 * the way. Nothing where the user wants no suggestions on typing, or has them everywhere.
 */
export function suggestWhileTyping(client: BaseLanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(async ({ document, contentChanges: [change, ...more], reason }) => {
    const editor = vscode.window.activeTextEditor;
    if (
      change === undefined ||
      more.length > 0 ||
      reason !== undefined ||
      document !== editor?.document ||
      document.languageId !== 'markdown'
    )
      return;
    if (change.rangeLength > 0 || !/^[A-Za-z]$/.test(change.text) || !isWanted(document)) return;
    const { line, character } = change.range.start;
    if (/\w/.test(document.lineAt(line).text.charAt(character - 1))) return;
    const params: CompletableParams = { uri: client.code2ProtocolConverter.asUri(document.uri), line, character: character + 1 };
    const completable = client.isRunning() && (await client.sendRequest<boolean>(completableRequest, params).catch(() => false));
    // The caret may have gone on, but only along the word that began here.
    const { active } = editor.selection;
    if (!completable || active.line !== line || !/^\w+$/.test(document.lineAt(line).text.slice(character, active.character))) return;
    await vscode.commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  });
}

function isWanted(document: vscode.TextDocument): boolean {
  const settings = vscode.workspace.getConfiguration('editor', document);
  const quick = settings.get<boolean | { readonly other?: boolean | string }>('quickSuggestions');
  const everywhere =
    quick === true || (typeof quick === 'object' && quick.other !== undefined && quick.other !== false && quick.other !== 'off');
  return !everywhere && settings.get('suggestOnTriggerCharacters', true);
}
