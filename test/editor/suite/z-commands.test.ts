import { deepStrictEqual } from 'node:assert';
import * as vscode from 'vscode';

describe('the commands', () => {
  it('are those of package.json, all of them and no other', async () => {
    const { contributes } = (vscode.extensions.getExtension('opsbook.opsbook')?.packageJSON ?? {}) as {
      contributes: { commands: { command: string }[] };
    };
    const registered = (await vscode.commands.getCommands(true)).filter((command) => command.startsWith('opsbook.'));
    deepStrictEqual(registered.sort(), contributes.commands.map(({ command }) => command).sort());
  });
});
