import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { matchesAny } from './host-patterns.ts';
import { type InventoryInfo, type InventoryParams, inventoryRequest } from '../../../../server/src/protocol.ts';

/** Whether the user's own settings call a host one of production, whatever the inventory says. */
export function isProductionBySetting(name: string): boolean {
  const patterns: unknown = vscode.workspace.getConfiguration('opsbook').get('production.hosts');
  return Array.isArray(patterns) && matchesAny(name, patterns);
}

/** The hosts that the workspace, and a document if one is given, may name, as the language server knows them; none where it is gone. */
export async function inventoryOf(client: LanguageClient, source?: vscode.Uri): Promise<InventoryInfo> {
  const params: InventoryParams = source === undefined ? {} : { uri: client.code2ProtocolConverter.asUri(source) };
  try {
    const { hosts, groups } = await client.sendRequest<InventoryInfo>(inventoryRequest, params);
    return { groups, hosts: hosts.map((host) => ({ ...host, production: host.production || isProductionBySetting(host.name) })) };
  } catch {
    return { hosts: [], groups: [] };
  }
}
