import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { placeOf, showFile, until, wordsOf } from './workspace.ts';

const text = `---
runbook:
  hosts: sandbox
---

# Logs

- a list

  \`\`\`logrotate {name=rotate file=/etc/logrotate.d/x fixes=rotated reload=signal}
  /var/log/x {
    dailly
    rotate 4
    compress
  }
  \`\`\`

## Look

\`\`\`sh {name=rotated check=true}
true
\`\`\`

\`\`\`sh {name=signal}
true
\`\`\`
`;

describe('in a runbook', () => {
  let document: vscode.TextDocument;
  before(async () => {
    ({ document } = await showFile('features.md', text));
    await until('diagnostics', () => (wordsOf(document, 'logrotate-unknown-directive').length > 0 ? true : undefined));
  });

  it('directives are completed inside a fence, and attributes on it', async () => {
    const at = async (place: vscode.Position): Promise<readonly string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, place);
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const directives = await at(placeOf(document, 'dailly', 3));
    for (const name of ['daily', 'missingok', 'postrotate']) ok(directives.includes(name), `${name} is missing`);
    ok((await at(placeOf(document, 'fixes=', 6))).includes('rotated'));
    ok((await at(placeOf(document, 'check=true', 2))).includes('confirm'));
  });

  it('a problem leads to the page of its rule, which opens', async () => {
    const code = vscode.languages
      .getDiagnostics(document.uri)
      .map((diagnostic) => diagnostic.code)
      .find((one) => typeof one === 'object' && one.value === 'logrotate-unknown-directive');
    ok(typeof code === 'object', 'the code has no link');
    const page = await vscode.workspace.openTextDocument(code.target);
    ok(page.getText().startsWith('# logrotate-unknown-directive\n'), page.getText().slice(0, 80));
    ok(page.getText().includes('## Why it matters'));
  });

  it('keys of the front matter are completed, and blocks are found by name in the workspace', async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      placeOf(document, 'hosts: sandbox', 2),
    );
    ok(list.items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'hosts'));
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'rotated');
    ok(
      found.some(({ name, containerName }) => name === 'rotated' && containerName === 'Logs'),
      JSON.stringify(found.map(({ name }) => name)),
    );
  });

  it('a directive has a hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, 'rotate 4', 2),
    );
    const [hover] = hovers;
    strictEqual(hovers.length, 1);
    ok(hover?.contents.some((content) => (typeof content === 'string' ? content : content.value).includes('rotate')));
    strictEqual(document.getText(hover?.range), 'rotate');
  });

  it('the outline has the blocks under their headings', async () => {
    const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    const names = (symbols: readonly vscode.DocumentSymbol[]): readonly string[] =>
      symbols.flatMap(({ name, children }) => [name, ...names(children)]);
    for (const name of ['Logs', 'rotate', 'Look', 'rotated', 'signal']) ok(names(found).includes(name), `${name} is missing`);
  });

  it('each block has its lenses', async () => {
    const lenses = await until('lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
      return found.length > 0 ? found : undefined;
    });
    deepStrictEqual(
      lenses.map(({ range, command }) => [document.lineAt(range.start.line).text.trim().slice(0, 5), command?.command]),
      [
        ['```lo', 'opsbook.runBlock'],
        ['```lo', 'opsbook.planBlock'],
        ['```sh', 'opsbook.runBlock'],
        ['```sh', 'opsbook.planBlock'],
        ['```sh', 'opsbook.runBlock'],
        ['```sh', 'opsbook.planBlock'],
      ],
    );
    ok(lenses[0]?.command?.title.includes('sandbox'));
  });

  it('names of blocks are found and renamed', async () => {
    const place = placeOf(document, 'reload=signal', 8);
    const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      place,
    );
    const [definition] = definitions;
    ok(definition !== undefined);
    const start = 'range' in definition ? definition.range.start : definition.targetRange.start;
    deepStrictEqual(start, placeOf(document, 'name=signal', 5));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      place,
      'nudge',
    );
    strictEqual(edit.get(document.uri).length, 2);
  });

  it('a quick fix mends what is wrong', async () => {
    const range = new vscode.Range(placeOf(document, 'dailly'), placeOf(document, 'dailly', 6));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const action = actions.find(({ edit }) => edit?.get(document.uri).some(({ newText }) => newText === 'daily'));
    ok(action?.edit !== undefined, 'no fix gives `daily`');
    strictEqual(await vscode.workspace.applyEdit(action.edit), true);
    strictEqual(document.getText(), text.replace('dailly', 'daily'));
    await until('the diagnostic to go', () => (wordsOf(document, 'logrotate-unknown-directive').length === 0 ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
