import * as vscode from 'vscode';
import type { RunbookList } from '../runbooks/list.ts';

/** Opens VS Code's issue reporter with what helps to understand a problem: versions and counts, no name of a host, a path or a value. `machine` says what it runs on. */
export async function reportIssue({ extension }: vscode.ExtensionContext, runbooks: RunbookList, machine: string): Promise<void> {
  const known = await runbooks.all();
  const data = [
    `opsbook ${extension.packageJSON.version}, ${vscode.env.appName} ${vscode.version}, ${machine}`,
    `remote: ${vscode.env.remoteName ?? 'none'}; trusted: ${vscode.workspace.isTrusted}; folders: ${vscode.workspace.workspaceFolders?.length ?? 0}`,
    `runbooks: ${known.length}; checks: ${known.reduce((sum, { checks }) => sum + checks.length, 0)}`,
  ];
  await vscode.commands.executeCommand('workbench.action.openIssueReporter', {
    extensionId: extension.id,
    issueBody: `${vscode.l10n.t('What did you do, what did you expect, and what happened instead?')}\n\n`,
    data: data.join('\n'),
  });
}
