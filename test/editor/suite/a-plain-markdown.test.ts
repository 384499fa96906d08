import { deepStrictEqual, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { ours, showFile } from './workspace.ts';

// The first file by name: nothing that concerns us was opened before it.
describe('a Markdown file that is no runbook', () => {
  it('sees nothing of us', async () => {
    const { document } = await showFile('plain.md', '# Plain\n\n```logrotate\n/var/log/x {\n  dailly\n}\n```\n\n```sh\necho\n```\n');
    const extension = vscode.extensions.getExtension('opsbook.opsbook');
    await extension?.activate();
    strictEqual(extension?.isActive, true);
    // Long enough for a server to start and to speak.
    await new Promise((resume) => setTimeout(resume, 3000));
    deepStrictEqual(ours(document.uri), []);
    strictEqual((await vscode.commands.getCommands(true)).includes('opsbook.runPlan'), false);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    deepStrictEqual(lenses, []);
  });
});
