import type { Connection } from 'vscode-languageserver';
import { type InventoryInfo, type InventoryParams, inventoryRequest } from '../protocol.ts';
import type { Workspace } from './workspace.ts';

/** Answers our own request for the hosts that may be named in the workspace; none while it is not trusted. */
export function onInventory(connection: Connection, workspace: Workspace): void {
  connection.onRequest(inventoryRequest, async (params: InventoryParams | null): Promise<InventoryInfo> => {
    const { hosts, groups } = await workspace.inventory(params?.uri);
    return {
      hosts: [...hosts.values()].map(({ production = false, ...host }) => ({ ...host, production })),
      groups: [...groups].map(([name, members]) => ({ name, hosts: members })),
    };
  });
}
