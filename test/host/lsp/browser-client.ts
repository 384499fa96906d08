import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
} from 'vscode-jsonrpc/node';
import { runInBrowser } from '../browser-bundles.ts';
import { type Client, type ClientOptions, shakeHands } from './client.ts';

/** A scripted editor that speaks to the language server as it runs in a browser's worker: with what is in a worker, and nothing of Node. */
export async function startBrowserClient(options: ClientOptions = {}): Promise<Client> {
  let heard: DataCallback = () => {};
  const self = {
    onmessage: (_: { data: unknown }): void => {},
    addEventListener: () => {},
    postMessage: (message: Message) => setImmediate(() => heard(structuredClone(message))),
  };
  runInBrowser('./server-browser.cjs', { self });
  class Reader extends AbstractMessageReader {
    listen(callback: DataCallback) {
      heard = callback;
      return { dispose: () => {} };
    }
  }
  class Writer extends AbstractMessageWriter {
    async write(message: Message): Promise<void> {
      setImmediate(() => self.onmessage({ data: structuredClone(message) }));
    }
    end(): void {}
  }
  const connection = createMessageConnection(new Reader(), new Writer());
  return shakeHands(connection, options, async () => {
    await connection.sendRequest('shutdown');
    connection.dispose();
    return null;
  });
}
