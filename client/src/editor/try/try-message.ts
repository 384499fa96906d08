import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type TryMessageParams, tryMessageCommand, tryMessageRequest } from '../../../../server/src/protocol.ts';
import { withoutAnsi } from '../../run/ansi.ts';

const scheme = 'opsbook-trial';

/** Registers the command that tries a message: the selected line's, or one that is asked for. Its result is a read-only document beside. */
export function registerTryMessage(client: BaseLanguageClient): vscode.Disposable {
  const trials = new Map<string, string>();
  let last = 0;
  const show = async (params: TryMessageParams): Promise<void> => {
    const told = await client.sendRequest<readonly string[] | null>(tryMessageRequest, params);
    if (told === null) {
      void vscode.window.showErrorMessage(vscode.l10n.t('There is no rsyslog configuration here that the message could be tried with.'));
      return;
    }
    const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Tried message')}`, query: String(++last) });
    trials.set(uri.toString(), `${told.map(withoutAnsi).join('\n')}\n`);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
      preview: true,
      preserveFocus: true,
      viewColumn: vscode.ViewColumn.Beside,
    });
  };
  const ask = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return;
    const selected = editor.document.getText(editor.selection);
    const value = selected !== '' && !selected.includes('\n') ? selected.replace(/^[ \t]*#[ \t]*(?=<)/, '') : undefined;
    const message =
      value ??
      (await vscode.window.showInputBox({
        prompt: vscode.l10n.t('A message as it comes over the network'),
        value: '<13>Oct 11 22:14:15 host app[1]: text',
      }));
    if (message === undefined || message === '') return;
    const { line, character } = editor.selection.active;
    await show({ uri: client.code2ProtocolConverter.asUri(editor.document.uri), message, line, character });
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: (uri) => trials.get(uri.toString()) ?? '' }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void (uri.scheme === scheme && trials.delete(uri.toString()))),
    vscode.commands.registerCommand(tryMessageCommand, (params?: TryMessageParams) => (params === undefined ? ask() : show(params))),
  );
}
