import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { log } from '../log.ts';

/** What each command does, by its id. */
export type CommandTable = Readonly<Record<string, (...words: readonly unknown[]) => Promise<unknown>>>;

/** Registers commands; one that fails says why, once and in the log, and gives undefined. */
export function registerTable(table: CommandTable): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(table).map(([name, command]) =>
      vscode.commands.registerCommand(name, async (...words: readonly unknown[]) => {
        try {
          return await command(...words);
        } catch (error) {
          const message = withoutAnsi(error instanceof Error ? error.message : String(error));
          log().error(`${name}: ${message}`);
          void vscode.window.showErrorMessage(`Opsbook: ${message}`);
          return undefined;
        }
      }),
    ),
  );
}
