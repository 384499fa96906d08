import * as vscode from 'vscode';
import type { RunbookList } from '../runbooks/list.ts';

/**
 * Writes a report to begin with: what helps to understand a problem (versions, counts, names of settings), no name of a host, no path and no value.
 * It goes to VS Code's issue reporter where the package says where issues go, else to a document that the user sends where they like. `machine` says
 * what it runs on.
 */
export async function reportIssue({ extension }: vscode.ExtensionContext, runbooks: RunbookList, machine: string): Promise<void> {
  const known = await runbooks.all();
  const data = [
    `opsbook ${extension.packageJSON.version}, ${vscode.env.appName} ${vscode.version}, ${machine}`,
    `remote: ${remoteKind(vscode.env.remoteName)}; trusted: ${vscode.workspace.isTrusted}; folders: ${vscode.workspace.workspaceFolders?.length ?? 0}`,
    `runbooks: ${known.length}; checks: ${known.reduce((sum, { checks }) => sum + checks.length, 0)}`,
    `settings that are not as they come: ${changedSettings(extension).join(', ') || 'none'}`,
  ].join('\n');
  const question = vscode.l10n.t('What did you do, what did you expect, and what happened instead?');
  if (extension.packageJSON.bugs !== undefined || extension.packageJSON.repository !== undefined) {
    await vscode.commands.executeCommand('workbench.action.openIssueReporter', {
      extensionId: extension.id,
      issueBody: `${question}\n\n`,
      data,
    });
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `${question}\n\n\n\n---\n\n${data}\n` });
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.selection = new vscode.Selection(2, 0, 2, 0);
}

/** Ways to another machine whose names say nothing of it. */
const ways = ['ssh-remote', 'wsl', 'dev-container', 'attached-container', 'codespaces', 'tunnel'];

/** By what way VS Code is on another machine. Behind a server of its own the name of the way is that of the machine, with its port. */
function remoteKind(name: string | undefined): string {
  if (name === undefined) return 'none';
  return ways.includes(name) ? name : 'a server';
}

/** The names of our settings that somebody changed; their values stay here. */
function changedSettings({ packageJSON }: vscode.Extension<unknown>): readonly string[] {
  const groups = packageJSON.contributes.configuration as readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  const configuration = vscode.workspace.getConfiguration();
  return groups
    .flatMap(({ properties }) => Object.keys(properties))
    .filter((name) => {
      const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(name) ?? {};
      return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
    });
}
