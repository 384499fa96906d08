import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type BlockInfo, type BlocksParams, blocksRequest, canRunRequest, type CanRunParams } from '../../../../server/src/protocol.ts';

/** The blocks of a document as the language server sees them now, or those with these names; none where it is no runbook or the server is gone. */
export async function blocksOf(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  names?: readonly string[],
): Promise<readonly BlockInfo[]> {
  if (document.languageId !== 'markdown' || !client.isRunning()) return [];
  const params: BlocksParams = { uri: client.code2ProtocolConverter.asUri(document.uri), ...(names && { names }) };
  try {
    return await client.sendRequest<BlockInfo[]>(blocksRequest, params);
  } catch {
    return [];
  }
}

/** Whether a document has any block that can run; false where the server is gone. */
export async function hasBlocks(client: BaseLanguageClient, document: vscode.TextDocument): Promise<boolean> {
  if (document.languageId !== 'markdown' || !client.isRunning()) return false;
  const params: CanRunParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  return client.sendRequest<boolean>(canRunRequest, params).catch(() => false);
}
