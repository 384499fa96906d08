import { existsSync } from 'node:fs';
import type * as vscode from 'vscode';
import { log } from './log.ts';
import { connectRunner, type RunnerOptions } from '../run/process/client.ts';
import { runnerPlace } from '../run/process/place.ts';
import type { RunnerClient, ShowTerminal } from '../run/process/runner-client.ts';

/** The way to the runner process. */
export interface RunnerReach extends vscode.Disposable {
  /** The process that is there, else a new one; fails with a message for the user. */
  reach(): Promise<RunnerClient>;
  /** The process that is there already; undefined where none is, and then none is started. */
  meet(): Promise<RunnerClient | undefined>;
}

/** The runner of this installation; nothing starts before it is reached for. One that went is started anew. `terminal` takes the terminals of its steps. */
export function runnerOf(context: vscode.ExtensionContext, terminal: ShowTerminal): RunnerReach {
  const options: RunnerOptions = {
    program: context.asAbsolutePath('dist/runner.cjs'),
    version: String(context.extension.packageJSON.version),
    environment: ownEnvironment(),
  };
  let client: Promise<RunnerClient> | undefined;
  const forget = (): void => {
    client = undefined;
  };
  const reach = (): Promise<RunnerClient> => {
    if (client === undefined) {
      client = connectRunner(options);
      client.then(
        ({ closed, runs, onTerminal }) => {
          onTerminal(terminal);
          log().info(`the runner's process answers; runs that go on there: ${runs.length}`);
          return closed.then(() => {
            log().info("the runner's process is gone");
            forget();
          });
        },
        (error: unknown) => {
          log().error("the runner's process cannot be reached", error instanceof Error ? error.message : String(error));
          forget();
        },
      );
    }
    return client;
  };
  return {
    reach,
    meet: async () => (existsSync(runnerPlace(options.program, options.version).token) ? reach() : undefined),
    dispose: () => void client?.then(({ dispose }) => dispose()).catch(() => {}),
  };
}

/** The environment without what VS Code put there for its own processes: `local` steps are to see the user's. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)));
}
