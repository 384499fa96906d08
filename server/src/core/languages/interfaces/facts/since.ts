/**
 * The release of Debian's ifupdown that brought an option, a keyword, a family or a method (debian/changelog of ifupdown). What is not
 * here is older than 0.6.4, or belongs to a package or daemon of its own.
 */
const releases: Readonly<Record<string, string>> = {
  'allow-hotplug': '0.6.5',
  source: '0.7',
  'source-directory': '0.7.44',
  inherits: '0.8',
  'no-auto-down': '0.8.9',
  'no-scripts': '0.8.9',
  can: '0.7',
  meta: '0.7',
  'inet tunnel': '0.7',
  'inet ipv4ll': '0.7',
  'inet6 auto': '0.7',
  'inet6 dhcp': '0.7',
  'inet6 6to4': '0.7',
  'inet6 manual': '0.6.7',
  'inet6 tunnel': '0.8.40',
  hwaddress: '0.6.4',
  mtu: '0.6.4',
  metric: '0.6.4; in tunnels and for IPv6 0.8.7',
  scope: '0.7',
  mode: '0.7',
  dstaddr: '0.7',
  encaplimit: '0.8.40',
  privext: '0.7',
  accept_ra: '0.7',
  autoconf: '0.7',
  'preferred-lifetime': '0.7',
  bitrate: '0.7',
  samplepoint: '0.7',
  loopback: '0.7',
  listenonly: '0.7',
  triple: '0.7',
  description: '0.8.11',
};

/** The release of ifupdown that brought what is called `name` (a method: `inet6 auto`); undefined where it is as old as the rest. */
export function sinceOf(name: string): string | undefined {
  return Object.hasOwn(releases, name) ? releases[name] : undefined;
}
