import * as vscode from 'vscode';
import { notebookType } from '../notebook/notebook-type.ts';

/** VS Code's own way from a browser to a place with a machine. */
const moveOn = 'workbench.editSessions.actions.continueEditSession';

/** Registers a plain word for every command of package.json that nobody has registered here. */
export async function refuseToRun({ extension }: vscode.ExtensionContext): Promise<vscode.Disposable> {
  const known = new Set(await vscode.commands.getCommands(true));
  const contributed = extension.packageJSON.contributes.commands as readonly { readonly command: string }[];
  return vscode.Disposable.from(
    ...contributed.filter(({ command }) => !known.has(command)).map(({ command }) => vscode.commands.registerCommand(command, refuse)),
  );
}

/** Notebooks need somebody to run their cells, or VS Code looks for another extension that would: here the answer is always no. */
export function refusingNotebook(): vscode.Disposable {
  const controller = vscode.notebooks.createNotebookController('opsbook', notebookType, 'Opsbook');
  controller.executeHandler = async (cells) => {
    for (const cell of cells) {
      const execution = controller.createNotebookCellExecution(cell);
      execution.start();
      execution.end(undefined);
    }
    await refuse();
  };
  return controller;
}

/** Says why nothing runs in a browser, and what to do. */
async function refuse(): Promise<void> {
  const action = vscode.l10n.t('Continue Working On…');
  const canMoveOn = (await vscode.commands.getCommands(true)).includes(moveOn);
  const detail = vscode.l10n.t(
    'Open this folder in VS Code on your machine, or in a remote or codespace where it lies on a disk, and run it there.',
  );
  const title = vscode.l10n.t('A browser cannot run this: it has no ssh.');
  const chosen = await vscode.window.showWarningMessage(title, { modal: true, detail }, ...(canMoveOn ? [action] : []));
  if (chosen === action) await vscode.commands.executeCommand(moveOn);
}
