import * as vscode from 'vscode';
import type { RunbookList } from './list.ts';
import { newRunbook } from './new-runbook.ts';
import { pickRunbook } from './pick-runbook.ts';

/** The commands around runbooks as a whole, by name. */
export function runbookCommands(list: RunbookList): Readonly<Record<string, (argument: unknown) => Promise<unknown>>> {
  return {
    'opsbook.newRunbook': newRunbook,
    'opsbook.openRunbook': async () => {
      const chosen = await pickRunbook(await list.all(), 'Open a Runbook');
      if (chosen !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(chosen.uri));
    },
  };
}
