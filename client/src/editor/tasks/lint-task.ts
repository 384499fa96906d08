import * as vscode from 'vscode';
import { commandLine } from '../command-line.ts';

/** A task of type `opsbook` as tasks.json may name it. */
interface OpsbookTask extends vscode.TaskDefinition {
  readonly command?: unknown;
  readonly paths?: unknown;
}

/** Offers `opsbook: lint` for each folder, and runs what tasks.json says of that type, with the extension's own command line. */
export function registerTasks(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.tasks.registerTaskProvider('opsbook', {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? []).map((folder) => lintTask(context, folder, { type: 'opsbook', command: 'lint' }, [])),
    resolveTask: (task) => {
      const definition = task.definition as OpsbookTask;
      const { scope } = task;
      if (definition.command !== 'lint' || typeof scope !== 'object' || !('uri' in scope)) return undefined;
      const paths = Array.isArray(definition.paths) ? definition.paths.filter((path): path is string => typeof path === 'string') : [];
      return lintTask(context, scope, definition, paths);
    },
  });
}

function lintTask(
  context: vscode.ExtensionContext,
  folder: vscode.WorkspaceFolder,
  definition: OpsbookTask,
  paths: readonly string[],
): vscode.Task {
  const { program, args, env } = commandLine(context, ['lint', '--', ...paths]);
  const execution = new vscode.ProcessExecution(program, [...args], { cwd: folder.uri.fsPath, env });
  const task = new vscode.Task(definition, folder, 'lint', 'opsbook', execution, '$opsbook');
  task.group = vscode.TaskGroup.Test;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
  return task;
}
