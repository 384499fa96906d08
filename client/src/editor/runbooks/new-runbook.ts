import * as vscode from 'vscode';

/** A runbook that does something useful at once, harmless, on the practice host: a check, and what mends what it finds. */
const example = [
  '---',
  'title: ${1:What is to be done}',
  'runbook:',
  '  hosts: ${2:sandbox}',
  '---',
  '',
  '# ${1:What is to be done}',
  '',
  '${3:When is this needed, and how does one notice?}',
  '',
  '## Look',
  '',
  '```sh {name=${4:looks-well} check=true}',
  '${5:test -s /etc/motd}',
  '```',
  '',
  '## Mend',
  '',
  '```sh {name=${6:mend} fixes=${4:looks-well} sudo=true}',
  "${7:echo 'This host is looked after by a runbook.' > /etc/motd}",
  '```',
  '$0',
].join('\n');

/** Opens a new runbook beside the others, unsaved, with its places to fill in. */
export async function newRunbook(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `new-${new Date().toISOString().slice(0, 10)}.runbook.md`;
  const uri = folder?.uri.scheme === 'file' ? vscode.Uri.joinPath(folder.uri, name).with({ scheme: 'untitled' }) : undefined;
  const document =
    uri === undefined
      ? await vscode.workspace.openTextDocument({ language: 'markdown' })
      : await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), 'markdown');
  const editor = await vscode.window.showTextDocument(document);
  if (document.getText() === '') await editor.insertSnippet(new vscode.SnippetString(example), new vscode.Position(0, 0));
}
