import type { LanguageClient } from 'vscode-languageclient/node';
import { type InventoryInfo, inventoryRequest } from '../../../../server/src/protocol.ts';

/** The hosts that the workspace may name, as the language server knows them; none where it is gone. */
export async function inventoryOf(client: LanguageClient): Promise<InventoryInfo> {
  try {
    return await client.sendRequest<InventoryInfo>(inventoryRequest);
  } catch {
    return { hosts: [], groups: [] };
  }
}
