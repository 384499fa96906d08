import * as vscode from 'vscode';
import { commandLine, runCommandLine } from '../command-line.ts';

const formats = () =>
  [
    { label: 'Markdown', detail: vscode.l10n.t('for a ticket or a post-mortem'), format: 'markdown', extension: 'md' },
    { label: 'HTML', detail: vscode.l10n.t('one page that needs nothing else'), format: 'html', extension: 'html' },
    { label: 'JSON', detail: vscode.l10n.t('for a program'), format: 'json', extension: 'json' },
  ] as const;

/** Writes the record of a run as one document where the user says, and opens it. Nothing happens where the user gives up. */
export async function exportRun(context: vscode.ExtensionContext, run: string, title: string): Promise<void> {
  const chosen = await vscode.window.showQuickPick(formats(), { title: vscode.l10n.t('Export the run of {0}', title) });
  if (chosen === undefined) return;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `${
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'run'
  }-${run.slice(0, 15)}.${chosen.extension}`;
  const file = await vscode.window.showSaveDialog({
    ...(folder?.uri.scheme === 'file' && { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
    filters: { [chosen.label]: [chosen.extension] },
  });
  if (file === undefined) return;
  await runCommandLine(commandLine(context, ['export', run, '--format', chosen.format, '--out', file.fsPath]));
  await vscode.window.showTextDocument(file, { preview: false });
}
