/** A method of an address family of Debian's ifupdown on Linux. */
export interface MethodRecord {
  readonly name: string;
  readonly doc: string;
  /** Options without which ifup says `missing required variable` (the execute of each family's generated up(), 0.8.41). */
  readonly required: readonly string[];
}

/** An address family, with the methods that its `.defn` file declares for Linux. */
export interface FamilyRecord {
  readonly name: string;
  readonly doc: string;
  readonly methods: readonly MethodRecord[];
}

const method = (name: string, doc: string, ...required: string[]): MethodRecord => ({ name, doc, required });

/** Families and methods of ifupdown 0.8.41 on Linux (inet.defn, inet6.defn, ipx.defn, can.defn, meta.defn; interfaces(5)). */
export const families: readonly FamilyRecord[] = [
  {
    name: 'inet',
    doc: 'IPv4',
    methods: [
      method('loopback', 'The IPv4 loopback interface: brought up, nothing to configure'),
      method('static', 'A fixed IPv4 address', 'address'),
      method('manual', 'Nothing is configured but the link brought up; the rest is done by commands and hook scripts'),
      method('dhcp', 'The address comes from a DHCP server (dhclient, udhcpc or dhcpcd, whichever is installed)'),
      method('bootp', 'The address comes from a BOOTP server'),
      method('tunnel', 'A GRE or IPIP tunnel, made with `ip tunnel`', 'address', 'netmask', 'mode', 'endpoint'),
      method('ppp', 'A PPP connection, started by `pon` and ended by `poff`'),
      method('wvdial', 'A PPP connection, dialled by `wvdial`'),
      method('ipv4ll', 'A link-local address of 169.254.0.0/16, chosen by avahi-autoipd'),
    ],
  },
  {
    name: 'inet6',
    doc: 'IPv6',
    methods: [
      method('auto', 'The address is made from router advertisements (SLAAC)'),
      method('loopback', 'The IPv6 loopback interface'),
      method('static', 'A fixed IPv6 address; autoconfiguration is off unless asked for', 'address'),
      method('manual', 'Nothing is configured but the link brought up'),
      method('dhcp', 'The address comes from a DHCPv6 server (dhclient -6)'),
      method('tunnel', 'A tunnel over IPv6: ip6gre, ip6ip6 or ipip6', 'mode', 'endpoint'),
      method('v4tunnel', 'IPv6 carried over IPv4 to one other end (sit)', 'endpoint'),
      method('6to4', 'A 6to4 tunnel; the prefix is made from the local IPv4 address', 'local'),
    ],
  },
  {
    name: 'ipx',
    doc: 'IPX, long gone from the kernel',
    methods: [
      method('static', 'An IPX interface set up by hand', 'frame', 'netnum'),
      method('dynamic', 'An IPX interface that finds its network number', 'frame'),
    ],
  },
  { name: 'can', doc: 'Controller Area Network', methods: [method('static', 'A CAN bus interface', 'bitrate')] },
  { name: 'meta', doc: 'No addresses at all: only commands and hooks', methods: [method('none', 'Nothing is done by ifup itself')] },
];

const byName: ReadonlyMap<string | undefined, FamilyRecord> = new Map(families.map((family) => [family.name, family]));

/** The family of that name; undefined if there is none. */
export function familyNamed(name: string | undefined): FamilyRecord | undefined {
  return byName.get(name);
}

/** The method of a family by their names; undefined if there is none. */
export function methodNamed(family: string | undefined, name: string | undefined): MethodRecord | undefined {
  return byName.get(family)?.methods.find((candidate) => candidate.name === name);
}

/** Methods that ifupdown2 knows, the same for its two families (_addrfams in networkinterfaces.py). */
export const ifupdown2Methods: readonly string[] = ['static', 'manual', 'loopback', 'dhcp', 'dhcp6', 'ppp', 'tunnel'];

/** Methods of busybox, by family (methods, methods6 and link_methods in its networking/ifupdown.c). */
export const busyboxMethods: Readonly<Record<string, readonly string[]>> = {
  inet: ['manual', 'wvdial', 'ppp', 'static', 'bootp', 'dhcp', 'loopback'],
  inet6: ['static', 'manual', 'loopback', 'v4tunnel'],
  link: ['none'],
};
