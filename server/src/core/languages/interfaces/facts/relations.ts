import { bondModesOf } from './bond-modes-of.ts';

/** What an option does not go with, and what it does nothing without; sentences for a hover, without full stop. */
const relations: Readonly<Record<string, readonly string[]>> = {
  netmask: ['Not beside a prefix behind `address` that says another: ifupdown then uses the netmask'],
  broadcast: ['Follows from `address` and its prefix'],
  network: ['Follows from `address` and its prefix'],
  gateway: ['One for each family: a second default route needs another `metric`', 'Must lie in the network of `address`'],
  pointopoint: ['Not with a network behind `address`: the other end is the only neighbour'],
  accept_ra: ['0 by itself where the stanza has a `gateway`'],
  'bond-miimon': ['Not together with `bond-arp-interval`'],
  'bond-arp-interval': ['Not together with `bond-miimon`', 'Needs `bond-arp-ip-target`'],
  'bond-arp-ip-target': ['Does nothing without `bond-arp-interval`'],
  'bond-updelay': ['Does nothing without `bond-miimon`, of which it is a multiple'],
  'bond-downdelay': ['Does nothing without `bond-miimon`, of which it is a multiple'],
  'bond-master': ['Not for an interface that has an address of its own'],
  'bond-slaves': ['Not for interfaces that have an address of their own'],
  slaves: ['Not for interfaces that have an address of their own'],
  bridge_ports: ['Not for interfaces that have an address of their own, nor for a wireless client'],
  bridge_bridgeprio: ['Does nothing without `bridge_stp on`'],
  bridge_hello: ['Does nothing without `bridge_stp on`'],
  bridge_maxage: ['Does nothing without `bridge_stp on`'],
  bridge_portprio: ['Does nothing without `bridge_stp on`'],
  bridge_pathcost: ['Does nothing without `bridge_stp on`'],
  bridge_fd: ['Waits even where `bridge_stp` is off'],
  'wpa-conf': ['Not together with the other `wpa-` options, which make a configuration of their own'],
  'wpa-psk': ['Needs `wpa-ssid`'],
  'wireless-key': ['Only WEP: not together with `wpa-` options'],
  'vlan-raw-device': ['Not needed where the name says it: `eth0.5`'],
  'vxlan-remoteip': ['Not together with `vxlan-mcastgrp` or `vxlan-svcnodeip`'],
  leasetime: ['Only some DHCP clients read it'],
};

/** What an option goes with or does not, as sentences without full stop; none where nothing is known. */
export function relationsOf(name: string): readonly string[] {
  const modes = Object.hasOwn(bondModesOf, name) ? bondModesOf[name] : undefined;
  const own = Object.hasOwn(relations, name) ? (relations[name] ?? []) : [];
  return modes === undefined ? own : [...own, `Read only in mode ${modes.map((mode) => `\`${mode}\``).join(', ')}`];
}
