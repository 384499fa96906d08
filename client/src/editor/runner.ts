import type * as vscode from 'vscode';
import type { RunnerClient } from '../run/process/runner-client.ts';

/** The way to the runner process. */
export interface RunnerReach extends vscode.Disposable {
  /** The process that is there, else a new one; fails with a message for the user. */
  reach(): Promise<RunnerClient>;
}

/** The runner of this installation; nothing starts before it is reached for. One that went is started anew. */
export function runnerOf(_context: vscode.ExtensionContext): RunnerReach {
  let client: Promise<RunnerClient> | undefined;
  return {
    reach: () => {
      client ??= Promise.reject(new Error('the runner is not there yet'));
      return client;
    },
    dispose: () =>
      void client?.then(
        (reached) => reached.dispose(),
        () => {},
      ),
  };
}
