import type { Dialect, InterfacesTree, Stanza, StanzaAddress } from '../tree.ts';

/** The addresses of each interface of a file, from all of its stanzas. */
export function addressesByInterface(tree: InterfacesTree): ReadonlyMap<string, readonly StanzaAddress[]> {
  const out = new Map<string, StanzaAddress[]>();
  for (const stanza of tree.stanzas) {
    const name = stanza.iface?.name?.text;
    if (name === undefined) continue;
    const list = out.get(name);
    if (list === undefined) out.set(name, [...stanza.addresses]);
    else list.push(...stanza.addresses);
  }
  return out;
}

/**
 * The prefix length that the daemon uses for an address: what is written, else by class for IPv4 in ifupdown (compute_v4_mask in
 * archcommon.c), else unknown.
 */
export function effectivePrefix({ ip, prefix }: StanzaAddress, dialect: Dialect): number | undefined {
  if (prefix !== undefined) return prefix;
  if (ip.family === 6 || (dialect !== 'ifupdown' && dialect !== 'busybox')) return undefined;
  const first = ip.bits >>> 24;
  return first < 128 ? 8 : first < 192 ? 16 : 24;
}

/** Whether some stanza's own commands add a route to `address`, so that it need not lie in a network. */
export function routedByCommand({ options }: Stanza, address: string): boolean {
  return options.some(({ key, value }) => /^(?:pre-|post-)?up$/.test(key) && value.text.includes('route') && value.text.includes(address));
}
