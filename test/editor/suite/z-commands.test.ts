import { deepStrictEqual } from 'node:assert';
import * as vscode from 'vscode';

describe('the commands', () => {
  it('are those of package.json, all of them and no other', async () => {
    const { contributes } = (vscode.extensions.getExtension('opsbook.opsbook')?.packageJSON ?? {}) as {
      contributes: { commands: { command: string }[]; views: Record<string, { id: string }[]> };
    };
    // VS Code makes commands of its own for each view.
    const views = Object.values(contributes.views).flatMap((group) => group.map(({ id }) => `${id}.`));
    const registered = (await vscode.commands.getCommands(true)).filter(
      (command) => command.startsWith('opsbook.') && !views.some((view) => command.startsWith(view)),
    );
    deepStrictEqual(registered.sort(), contributes.commands.map(({ command }) => command).sort());
  });
});
