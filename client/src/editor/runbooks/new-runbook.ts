import * as vscode from 'vscode';

/** A runbook that does something useful at once, harmless, on the practice host: a check, and what mends what it finds. */
function example(): string {
  const inPlace = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
  const title = inPlace(vscode.l10n.t('What is to be done'));
  return [
    '---',
    `title: \${1:${title}}`,
    'runbook:',
    '  hosts: ${2:sandbox}',
    '---',
    '',
    `# \${1:${title}}`,
    '',
    `\${3:${inPlace(vscode.l10n.t('When is this needed, and how does one notice?'))}}`,
    '',
    `## ${inPlace(vscode.l10n.t('Look'))}`,
    '',
    '```sh {name=${4:looks-well} check=true}',
    '${5:test -s /etc/motd}',
    '```',
    '',
    `## ${inPlace(vscode.l10n.t('Mend'))}`,
    '',
    '```sh {name=${6:mend} fixes=${4:looks-well} sudo=true}',
    `\${7:echo '${inPlace(vscode.l10n.t('This host is looked after by a runbook.')).replaceAll("'", '’')}' > /etc/motd}`,
    '```',
    '$0',
  ].join('\n');
}

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
  if (document.getText() === '') await editor.insertSnippet(new vscode.SnippetString(example()), new vscode.Position(0, 0));
}
