import * as vscode from 'vscode';

/** Writes a file into the folder that is open, and shows it. */
export async function showFile(name: string, text: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Waits until `look` gives something that is not undefined; fails after 15 seconds with what was waited for. */
export async function until<T>(what: string, look: () => T | undefined | PromiseLike<T | undefined>): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** opsbook's diagnostics of a document. */
export function ours(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'opsbook');
}

/** The rule of a diagnostic, whose code is a link to the rule's page. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The words that opsbook's diagnostics of a rule stand under. */
export function wordsOf(document: vscode.TextDocument, rule: string): readonly string[] {
  return ours(document.uri)
    .filter((diagnostic) => ruleOf(diagnostic) === rule)
    .map(({ range }) => document.getText(range));
}

/** The place of `needle` in a document, `by` characters behind its start. */
export function placeOf(document: vscode.TextDocument, needle: string, by = 0): vscode.Position {
  const at = document.getText().indexOf(needle);
  if (at === -1) throw new Error(`\`${needle}\` is not in the document`);
  return document.positionAt(at + by);
}
