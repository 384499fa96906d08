import * as vscode from 'vscode';
import type { RunbookInfo } from '../../../../server/src/protocol.ts';

/** Lets the user choose a runbook by title, path or symptom; undefined where none was chosen. */
export async function pickRunbook(runbooks: readonly RunbookInfo[], title: string): Promise<RunbookInfo | undefined> {
  if (runbooks.length === 0) {
    const create = vscode.l10n.t('New Runbook');
    if ((await vscode.window.showInformationMessage(vscode.l10n.t('There is no runbook in this workspace yet.'), create)) === create)
      await vscode.commands.executeCommand('opsbook.newRunbook');
    return undefined;
  }
  const items = runbooks.map((runbook) => ({
    label: runbook.title,
    description: vscode.workspace.asRelativePath(vscode.Uri.parse(runbook.uri)),
    detail: runbook.symptoms.map(({ match }) => match).join(' · '),
    iconPath: new vscode.ThemeIcon('book'),
    runbook,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  return chosen?.runbook;
}
