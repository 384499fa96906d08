import type * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';

/**
 * At a keystroke in a long file most of what is made is gone with the next one: with the usual 16 MB for what is young some of it is
 * moved to the old, which costs a quarter of the processor time.
 */
const execArgv = ['--max-semi-space-size=32'];

/** A language client whose server is a process of Node. */
export function nodeClient(context: vscode.ExtensionContext, name: string, title: string, options: LanguageClientOptions): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  return new LanguageClient(
    name,
    title,
    {
      run: { module, transport: TransportKind.ipc, options: { execArgv } },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: [...execArgv, '--nolazy', '--inspect=6009'] } },
    },
    options,
  );
}
