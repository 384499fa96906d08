import type { HostDetails } from '../connection.ts';

/** The name that a host's key is looked up by: its alias, or its address, with the port where that is not 22. */
export function knownName(host: HostDetails): string {
  if (host.hostKeyAlias !== undefined) return host.hostKeyAlias;
  return host.port === 22 ? host.address : `[${host.address}]:${host.port}`;
}
