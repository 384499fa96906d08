import * as vscode from 'vscode';

/** A task of type `opsbook` as tasks.json may name it. */
interface OpsbookTask extends vscode.TaskDefinition {
  readonly command?: unknown;
  readonly paths?: unknown;
}

/** Offers `opsbook: lint` for each folder, and runs what tasks.json says of that type, with the extension's own command line. */
export function registerTasks(context: vscode.ExtensionContext): vscode.Disposable {
  const program = context.asAbsolutePath('dist/opsbook.cjs');
  return vscode.tasks.registerTaskProvider('opsbook', {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? []).map((folder) => lintTask(program, folder, { type: 'opsbook', command: 'lint' }, [])),
    resolveTask: (task) => {
      const definition = task.definition as OpsbookTask;
      const { scope } = task;
      if (definition.command !== 'lint' || typeof scope !== 'object' || !('uri' in scope)) return undefined;
      const paths = Array.isArray(definition.paths) ? definition.paths.filter((path): path is string => typeof path === 'string') : [];
      return lintTask(program, scope, definition, paths);
    },
  });
}

function lintTask(program: string, folder: vscode.WorkspaceFolder, definition: OpsbookTask, paths: readonly string[]): vscode.Task {
  // Electron is Node with this variable; Node itself does not know it.
  const env = { ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1' };
  const execution = new vscode.ProcessExecution(process.execPath, [program, 'lint', '--', ...paths], { cwd: folder.uri.fsPath, env });
  const task = new vscode.Task(definition, folder, 'lint', 'opsbook', execution, '$opsbook');
  task.group = vscode.TaskGroup.Test;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
  return task;
}
