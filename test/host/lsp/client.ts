import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

/** A scripted editor that speaks to the built language server as any editor would. */
export interface Client {
  readonly connection: MessageConnection;
  readonly capabilities: Record<string, unknown>;
  /** Published diagnostics, the newest last. */
  readonly published: { uri: string; version?: number; diagnostics: unknown[] }[];
  /** How often the server asked for diagnostics to be pulled again. */
  refreshes(): number;
  open(uri: string, languageId: string, text: string): Promise<void>;
  change(uri: string, version: number, changes: unknown[]): Promise<void>;
  stop(): Promise<number | null>;
}

const program = fileURLToPath(new URL('../../../dist/opsbook.cjs', import.meta.url));

/** How a client begins. */
export interface ClientOptions {
  /** Whether it pulls diagnostics. */
  readonly pull?: boolean;
  readonly folder?: string;
  /** The folders of a workspace with several. */
  readonly folders?: readonly string[];
  /** The URI of the folder, where it is in a file system of the editor's own. */
  readonly root?: string;
  /** What the editor answers to requests of the server. */
  readonly requests?: Readonly<Record<string, (params: { readonly uri: string }) => unknown>>;
  readonly initializationOptions?: object;
  /** What the editor can do beside the usual. */
  readonly capabilities?: { readonly workspace?: object; readonly textDocument?: object };
}

/** Starts `opsbook lsp --stdio` and shakes hands. */
export async function startClient(options: ClientOptions = {}): Promise<Client> {
  const child: ChildProcess = spawn(process.execPath, [program, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  if (child.stdout === null || child.stdin === null) throw new Error('no pipes');
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  return shakeHands(connection, options, async () => {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    const status = await exited;
    connection.dispose();
    return status;
  });
}

/** Begins to speak over a connection; `stop` ends what is at its other end. */
export async function shakeHands(
  connection: MessageConnection,
  { pull = true, folder, folders, root, requests = {}, initializationOptions, capabilities: own = {} }: ClientOptions,
  stop: Client['stop'],
): Promise<Client> {
  const published: Client['published'] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: Client['published'][number]) => void published.push(params));
  let refreshes = 0;
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    return null;
  });
  for (const [method, answer] of Object.entries(requests)) connection.onRequest(method, answer);
  connection.listen();
  const { capabilities } = await connection.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: process.pid,
    rootUri: root ?? (folder === undefined ? null : `file://${folder}`),
    ...(folders && { workspaceFolders: folders.map((path) => ({ uri: `file://${path}`, name: path })) }),
    ...(initializationOptions && { initializationOptions }),
    capabilities: {
      textDocument: { ...(pull && { diagnostic: {} }), ...own.textDocument },
      workspace: { diagnostics: { refreshSupport: true }, ...own.workspace },
    },
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    capabilities,
    published,
    refreshes: () => refreshes,
    open: (uri, languageId, text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, contentChanges) =>
      connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    stop,
  };
}
