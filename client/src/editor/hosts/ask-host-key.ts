import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';

const scheme = 'opsbook-host-key';

/**
 * Asks whether the key of a host that nobody knows is its own. `picture`, where there is one, is a button away, in a face in which it can be compared
 * with the one that ssh-keygen draws. Everything but a clear yes is no.
 */
export async function askHostKey(message: string, picture: string | undefined): Promise<boolean> {
  // The first one is what the Enter key takes.
  const refuse = vscode.l10n.t('Leave This Host Out');
  const accept = vscode.l10n.t('Accept and Remember');
  const show = vscode.l10n.t('Show Its Picture');
  const detail = vscode.l10n.t('Accept it only if this is the key of the host that you mean.');
  const buttons = picture === undefined ? [refuse, accept] : [refuse, accept, show];
  const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  if (picture === undefined || chosen !== show) return chosen === accept;
  const text = [
    // The question stands over the first lines.
    ...Array<string>(7).fill(''),
    withoutAnsi(picture),
    '',
    message,
    '',
    vscode.l10n.t('On the host itself, with a console that you trust, each of its keys is drawn by:'),
    '',
    '    for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lvf "$key"; done',
    '',
  ].join('\n');
  const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('host key')}` });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: () => text });
  try {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    return (await vscode.window.showQuickPick([refuse, accept], { title: message, ignoreFocusOut: true, placeHolder: detail })) === accept;
  } finally {
    provider.dispose();
    const shown = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => isOf(input, uri));
    await vscode.window.tabGroups.close(shown);
  }
}

function isOf(input: unknown, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
