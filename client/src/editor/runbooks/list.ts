import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type RunbookInfo, runbooksRequest } from '../../../../server/src/protocol.ts';

/** The runbooks of the workspace as the language server knows them, kept until something changes on disk or in an editor. */
export class RunbookList {
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #known: Promise<readonly RunbookInfo[]> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  register(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/{*.md,*.markdown,opsbook.yaml,opsbook.yml}');
    const forget = (): void => this.#forget();
    return vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => languageId === 'markdown' && forget()),
      // One that is no longer on the disk is listed as long as it is open.
      vscode.workspace.onDidCloseTextDocument(({ languageId }) => languageId === 'markdown' && forget()),
      { dispose: () => clearTimeout(this.#timer) },
    );
  }

  /** Sorted by path; empty where the server is gone. */
  all(): Promise<readonly RunbookInfo[]> {
    this.#known ??= this.#client.sendRequest<RunbookInfo[]>(runbooksRequest).catch(() => []);
    return this.#known;
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#known = undefined;
      this.#changed.fire();
    }, 500);
  }
}
