import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { LanguageClientOptions } from 'vscode-languageclient';

/** A language client whose server is a worker; a new one at each start, and the old one is ended. */
export class WorkerClient extends LanguageClient {
  readonly #end: () => void;

  constructor(name: string, title: string, newWorker: () => Promise<Worker>, options: LanguageClientOptions) {
    let worker: Worker | undefined;
    const end = (): void => worker?.terminate();
    super(
      name,
      title,
      async () => {
        end();
        worker = await newWorker();
        // Not the worker itself: VS Code's own `Worker` makes objects that are no instance of it.
        return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
      },
      options,
    );
    this.#end = end;
  }

  override async dispose(timeout?: number): Promise<void> {
    await super.dispose(timeout).finally(this.#end);
  }

  /** Ends the server and starts it anew. */
  async restart(): Promise<void> {
    if (this.needsStop()) await this.stop();
    await this.start();
  }
}
