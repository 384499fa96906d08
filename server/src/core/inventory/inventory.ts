/** One host that an inventory names; what is absent was not said there. */
export interface InventoryHost {
  readonly name: string;
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  /** A private key's path, as it is written. */
  readonly identityFile?: string;
  readonly production?: boolean;
}

/** All names that may be asked for: hosts and groups of opsbook.yaml, the inventories it names, and ssh_config. */
export interface Inventory {
  readonly hosts: ReadonlyMap<string, InventoryHost>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** False where something that may name hosts was not read, so that an unknown name is no problem. */
  readonly complete: boolean;
}

/** An inventory that names nothing. */
export const emptyInventory: Inventory = { hosts: new Map(), groups: new Map(), complete: true };
