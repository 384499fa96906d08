import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type BlockInfo, type BlocksParams, blocksRequest } from '../../../../server/src/protocol.ts';

/** The blocks of a document as the language server sees them now; none where it is no runbook or the server is gone. */
export async function blocksOf(client: BaseLanguageClient, document: vscode.TextDocument): Promise<readonly BlockInfo[]> {
  if (document.languageId !== 'markdown' || !client.isRunning()) return [];
  const params: BlocksParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  try {
    return await client.sendRequest<BlockInfo[]>(blocksRequest, params);
  } catch {
    return [];
  }
}
