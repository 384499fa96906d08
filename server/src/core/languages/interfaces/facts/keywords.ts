import type { Dialect } from '../tree.ts';

/** A word that begins a stanza: completion, hover and signature derive from it. */
export interface KeywordRecord {
  readonly name: string;
  readonly dialects: readonly Dialect[];
  /** What stands behind it. */
  readonly parameters: readonly string[];
  readonly doc: string;
  /** What completion writes, as a snippet. */
  readonly snippet: string;
  readonly see: string;
}

/** The words that begin stanzas, and who knows them (read_interfaces_defn of ifupdown, network_elems of ifupdown2, keywords of ifupdown-ng, read_interfaces of busybox). */
export const keywords: readonly KeywordRecord[] = [
  {
    name: 'iface',
    dialects: ['ifupdown', 'ifupdown2', 'ifupdown-ng', 'busybox'],
    parameters: ['NAME', 'FAMILY', 'METHOD', '[inherits PARENT]'],
    doc: 'Says how an interface is set up. The options on the lines below belong to it, up to the next keyword. Several stanzas of one interface are all applied.',
    snippet: `iface \${1:eth0} \${2|inet,inet6|} \${3|dhcp,static,manual,auto,loopback|}\n    $0`,
    see: 'interfaces(5), INTERFACE DEFINITIONS',
  },
  {
    name: 'auto',
    dialects: ['ifupdown', 'ifupdown2', 'ifupdown-ng', 'busybox'],
    parameters: ['NAME...'],
    doc: 'The interfaces that come up at boot, in this order (`ifup -a`).',
    snippet: `auto \${1:eth0}`,
    see: 'interfaces(5), INTERFACE SELECTION',
  },
  {
    name: 'allow-hotplug',
    dialects: ['ifupdown', 'ifupdown2'],
    parameters: ['NAME...'],
    doc: 'The interfaces that come up when the kernel finds them, at boot or later. It has nothing to do with a cable being plugged in.',
    snippet: `allow-hotplug \${1:eth0}`,
    see: 'interfaces(5), INTERFACE SELECTION',
  },
  {
    name: 'source',
    dialects: ['ifupdown', 'ifupdown2', 'ifupdown-ng', 'busybox'],
    parameters: ['FILE...'],
    doc: 'Reads other files here; shell patterns are allowed. A relative path counts from the folder of this file.',
    snippet: `source \${1:/etc/network/interfaces.d/*}`,
    see: 'interfaces(5), INCLUDING OTHER FILES',
  },
  {
    name: 'source-directory',
    dialects: ['ifupdown', 'ifupdown-ng', 'busybox'],
    parameters: ['FOLDER'],
    doc: 'Reads the files of a folder; ifupdown only those whose names are made of letters, digits, `_` and `-`.',
    snippet: `source-directory \${1:/etc/network/interfaces.d}`,
    see: 'interfaces(5), INCLUDING OTHER FILES',
  },
  {
    name: 'mapping',
    dialects: ['ifupdown', 'busybox'],
    parameters: ['PATTERN...'],
    doc: 'Has a script choose which logical interface a real one is set up as: it gets the name as its argument and the `map` lines on its standard input.',
    snippet: `mapping \${1:eth0}\n    script \${2:/usr/local/sbin/choose}\n    map \${3:home work}`,
    see: 'interfaces(5), MAPPINGS',
  },
  {
    name: 'no-auto-down',
    dialects: ['ifupdown'],
    parameters: ['NAME...'],
    doc: 'The interfaces that `ifdown -a` leaves up, for a root file system on the network.',
    snippet: `no-auto-down \${1:eth0}`,
    see: 'interfaces(5), INTERFACE SELECTION',
  },
  {
    name: 'no-scripts',
    dialects: ['ifupdown'],
    parameters: ['NAME...'],
    doc: 'The interfaces for which the scripts of /etc/network/if-*.d are not run.',
    snippet: `no-scripts \${1:eth0}`,
    see: 'interfaces(5), INTERFACE SELECTION',
  },
  {
    name: 'rename',
    dialects: ['ifupdown'],
    parameters: ['OLD=NEW...'],
    doc: 'Gives interfaces other names, before anything else is done.',
    snippet: `rename \${1:mac/02:00:5e:10:00:01}=\${2:lan0}`,
    see: 'interfaces(5), INTERFACE RENAMING',
  },
  {
    name: 'vlan',
    dialects: ['ifupdown2'],
    parameters: ['NUMBER'],
    doc: 'Says what a VLAN of a bridge is to do, such as asking for multicast members.',
    snippet: `vlan \${1:100}\n    $0`,
    see: 'interfaces(5) of ifupdown2',
  },
  {
    name: 'template',
    dialects: ['ifupdown-ng'],
    parameters: ['NAME'],
    doc: 'A stanza that others inherit; it is no interface itself.',
    snippet: `template \${1:name}\n    $0`,
    see: 'interfaces(5) of ifupdown-ng',
  },
  {
    name: 'defaults',
    dialects: ['ifupdown-ng'],
    parameters: [],
    doc: 'What every interface inherits that does not say `no-defaults`.',
    snippet: `defaults\n    $0`,
    see: 'interfaces(5) of ifupdown-ng',
  },
];

/** Words that stand in a `mapping` stanza. */
export const mappingOptions: readonly { readonly name: string; readonly doc: string }[] = [
  { name: 'script', doc: 'The script that chooses: it prints the name of a logical interface' },
  { name: 'map', doc: 'A line for the standard input of the script' },
];

/** The keyword's record; any `allow-CLASS` has that of `allow-hotplug`, undefined for other words. */
export function keywordNamed(word: string): KeywordRecord | undefined {
  const name = word.startsWith('allow-')
    ? 'allow-hotplug'
    : word.startsWith('source-dir')
      ? 'source-directory'
      : word === 'interface'
        ? 'iface'
        : word;
  return keywords.find((keyword) => keyword.name === name);
}
