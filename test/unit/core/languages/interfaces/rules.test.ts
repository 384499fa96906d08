import { describe, expect, test } from 'vitest';
import type { ScopedFact } from '../../../../../server/src/core/language.ts';
import { interfaces } from '../../../../../server/src/core/languages/interfaces/index.ts';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';
import { errors, judge, lines, warnings } from './judge.ts';

const stanza = (...options: readonly string[]): string =>
  `auto eth0\niface eth0 inet static\n${options.map((option) => `    ${option}\n`).join('')}`;
const good = stanza('address 192.0.2.10/24');

describe('what the daemon passes over', () => {
  const slips: Readonly<Record<string, readonly [string, string]>> = {
    'an octet over 255': [stanza('address 192.0.2.300/24'), 'error 3 address'],
    'a short address': [stanza('address 192.0.2/24'), 'warning 3 address'],
    'a prefix over 32': [stanza('address 192.0.2.10/99'), 'error 3 address'],
    'a mask with a hole': [stanza('address 192.0.2.10', 'netmask 255.255.0.255'), 'error 4 netmask'],
    'a mask over 32': [stanza('address 192.0.2.10', 'netmask 33'), 'error 4 netmask'],
    'a mask with a slash': [stanza('address 192.0.2.10', 'netmask /24'), 'error 4 netmask'],
    'a mask that is cut short': [stanza('address 192.0.2.10', 'netmask 255.255.255'), 'warning 4 netmask'],
    'a mask with zeros too many': [stanza('address 192.0.2.10', 'netmask 255.255.255.000'), 'warning 4 netmask'],
    'a network with a prefix': [stanza('address 192.0.2.10/24', 'network 192.0.2.0/24'), 'warning 4 address'],
    'a wildcard': [stanza('address 192.0.2.10', 'netmask 0.0.0.255'), 'error 4 netmask'],
    'a gateway that is no address': [stanza('address 192.0.2.10/24', 'gateway 192.0.2.999'), 'error 4 address'],
    'a gateway with a name': [stanza('address 192.0.2.10/24', 'gateway router'), 'error 4 address'],
    'a gateway elsewhere': [stanza('address 192.0.2.10/24', 'gateway 198.51.100.1'), 'warning 4 gateway-outside'],
    'a gateway that is the host': [stanza('address 192.0.2.10/24', 'gateway 192.0.2.10'), 'warning 4 gateway-outside'],
    'IPv6 nonsense': ['auto eth0\niface eth0 inet6 static\n    address 2001:db8:::zz\n', 'error 3 address'],
    'IPv6 in an IPv4 stanza': [stanza('address 2001:db8::1/64'), 'error 3 address'],
    'a MAC that is none': [stanza('address 192.0.2.10/24', 'hwaddress 00:11:22:33:44:zz'), 'error 4 hwaddress'],
    'the MAC of a group': [stanza('address 192.0.2.10/24', 'hwaddress 01:00:5e:00:00:01'), 'error 4 hwaddress'],
    'an option that nobody knows': [stanza('address 192.0.2.10/24', 'colour blue'), 'warning 4 unknown-option'],
    'a misspelled option': [stanza('address 192.0.2.10', 'ntemask 255.255.255.0'), 'warning 4 unknown-option'],
    'a misspelled keyword inside a stanza': [`${good}atuo eth1\n`, 'warning 4 unknown-option'],
    'a misspelled `iface` inside a stanza': [`${good}ifcae eth1 inet dhcp\n`, 'error 4 unknown-option'],
    'a misspelled `source` inside a stanza': [`${good}soure /etc/network/interfaces.d/*\n`, 'warning 4 unknown-option'],
    'a misspelled `source-directory`': ['source-directorry /etc/network/interfaces.d\n', 'warning 1 unknown-option'],
    'an option twice': [stanza('address 192.0.2.10/24', 'mtu 1400', 'mtu 1500'), 'warning 5 duplicate-option'],
    'two addresses': [stanza('address 192.0.2.10/24', 'address 192.0.2.11/24'), 'warning 4 duplicate-option'],
    'a stanza twice': ['auto a\niface a inet dhcp\niface a inet dhcp\n', 'warning 3 repeated-stanza'],
    'a static address below dhcp': ['auto a\niface a inet dhcp\n    address 192.0.2.10/24\n', 'warning 2 option-of-other-method'],
    'a comment behind a value': [stanza('address 192.0.2.10/24 # primary'), 'warning 3 inline-comment'],
    'a comment behind `auto`': ['auto a # b\niface a inet dhcp\n', 'warning 1 inline-comment'],
    'a backslash that takes the next option': [stanza('address 192.0.2.10/24 \\', 'mtu 1400'), 'warning 3 continuation'],
    'a backslash before nothing': [stanza('address 192.0.2.10/24 \\'), 'warning 3 continuation'],
    'two words': [stanza('address 192.0.2.10/24 192.0.2.11/24'), 'warning 3 extra-words'],
    'a name that is too long': ['iface eth0_verylongname_x inet dhcp\n', 'warning 1 name'],
    'a name that is too long and to come up': [
      'auto eth0_verylongname_x\niface eth0_verylongname_x inet dhcp\n',
      'error 1 name, warning 2 name',
    ],
    'a name with the colon of another syntax': ['auto eth0\niface eth0 inet dhcp\niface eth0: inet6 auto\n', 'warning 3 name'],
    'an equals sign before a value with a comment': [
      stanza('address 192.0.2.10', 'netmask=255.255.255.0 # local'),
      'warning 4 unknown-option',
    ],
    '`auto` without names': ['auto\n', 'warning 1 empty-selection'],
    'a number that is none': [stanza('address 192.0.2.10/24', 'mtu large'), 'warning 4 option-value'],
    'a VLAN out of range': ['auto eth0.5000\niface eth0.5000 inet dhcp\n', 'warning 2 vlan'],
    'the network as a host': [stanza('address 192.0.2.0/24'), 'warning 3 host-address'],
    'a broadcast elsewhere': [stanza('address 192.0.2.10/24', 'broadcast 192.0.3.255'), 'warning 4 host-address'],
    'a classful network': [stanza('address 10.0.0.1'), 'warning 3 prefix'],
    'a mask against the prefix': [stanza('address 192.0.2.10/24', 'netmask 255.255.0.0'), 'warning 4 prefix'],
    'an MTU too small for IPv6': ['auto a\niface a inet6 static\n    address 2001:db8::1/64\n    mtu 1000\n', 'warning 4 mtu'],
    'an MTU larger than below': ['auto a a.5\niface a inet manual\n    mtu 1400\niface a.5 inet manual\n    mtu 1500\n', 'warning 5 mtu'],
    'a bond mode that is none': [
      'auto bond0\niface bond0 inet manual\n    bond-slaves a b\n    bond-mode 7\n    bond-miimon 100\n',
      'warning 4 option-value',
    ],
    'a port with an address': ['auto br0\niface br0 inet dhcp\n    bridge_ports a\niface a inet dhcp\n', 'warning 3 bridge-port'],
    'a port of two bridges': [
      'auto b c\niface b inet manual\n    bridge_ports a\niface c inet manual\n    bridge_ports a\n',
      'warning 5 bridge-port',
    ],
    'one address twice': [
      'auto a b\niface a inet static\n    address 192.0.2.1/24\niface b inet static\n    address 192.0.2.1/24\n',
      'warning 5 duplicate-address',
    ],
    'a gateway that is the network': [stanza('address 192.0.2.10/24', 'gateway 192.0.2.0'), 'warning 4 gateway-outside'],
    'a gateway that is the broadcast address': [stanza('address 192.0.2.10/24', 'gateway 192.0.2.255'), 'warning 4 gateway-outside'],
    'two gateways of cards that are plugged in': [
      'allow-hotplug a b\niface a inet static\n    address 192.0.2.1/24\n    gateway 192.0.2.2\niface b inet static\n    address 192.0.3.1/24\n    gateway 192.0.3.2\n',
      'warning 7 several-gateways',
    ],
    'a mask without an address': [
      'auto t\niface t inet6 tunnel\n    netmask 48\n    mode ip6gre\n    endpoint 2001:db8::2\n',
      'warning 3 netmask',
    ],
    'an address of the loopback': [stanza('address 127.0.0.2/24'), 'warning 3 host-address'],
    'a multicast address': [stanza('address 224.0.0.5/24'), 'warning 3 host-address'],
    'an MTU that no wireless frame holds': ['auto wlan0\niface wlan0 inet manual\n    mtu 9000\n', 'warning 3 mtu'],
    'a bridge with a larger MTU than its port': [
      'auto br0\niface br0 inet manual\n    bridge_ports a b\n    mtu 9000\niface a inet manual\n    mtu 9000\niface b inet manual\n    mtu 1500\n',
      'warning 4 mtu',
    ],
    'a VLAN that nobody carries': ['auto vlan5\niface vlan5 inet dhcp\n', 'warning 2 vlan'],
    'a VLAN that carries itself': ['auto vlan5\niface vlan5 inet dhcp\n    vlan-raw-device vlan5\n', 'error 3 vlan'],
    'a primary that is no link': [
      'auto bond0\niface bond0 inet manual\n    bond-slaves a b\n    bond-mode 1\n    bond-miimon 100\n    bond-primary c\n',
      'warning 6 bond',
    ],
    'the cost of what is no port': [
      'auto br0\niface br0 inet manual\n    bridge_ports a b\n    bridge_pathcost c 5\n',
      'warning 4 bridge-port',
    ],
    'ifup out of its own stanza': [
      'auto a\niface a inet manual\n    up ifdown --force a; /sbin/ifup $IFACE\n',
      'warning 3 own-ifup, warning 3 own-ifup',
    ],
    'a WPA password that is too short': ['auto w\niface w inet dhcp\n    wpa-ssid x\n    wpa-psk short\n', 'warning 4 wireless'],
    'two ways to join a wireless network': [
      'auto w\niface w inet dhcp\n    wpa-ssid x\n    wpa-psk longenough\n    wireless-essid x\n',
      'warning 5 wireless',
    ],
    'a password beside a configuration': ['auto w\niface w inet dhcp\n    wpa-conf /etc/x\n    wpa-psk longenough\n', 'warning 4 wireless'],
    'a misspelled option of wpa_supplicant': ['auto w\niface w inet dhcp\n    wpa-ssid x\n    wpa-drvier wext\n', 'warning 4 wireless'],
    'a relative path': ['auto w\niface w inet manual\n    hostapd hostapd/ap.conf\n', 'warning 3 option-value'],
    'a folder that is misspelled': ['source /etc/network/interface.d/*\n', 'warning 1 source-path'],
    'a folder as a file': ['source /etc/network/interfaces.d\n', 'warning 1 source-path'],
  };
  for (const [what, [text, expected]] of Object.entries(slips)) {
    test(what, () => {
      const found = judge(text, 'ifupdown').filter(({ severity }) => severity === 'error' || severity === 'warning');
      expect(found.map((one) => `${one.severity} ${one.line} ${one.rule.replace('interfaces-', '')}`)).toEqual(expected.split(', '));
    });
  }
});

describe('what is no slip', () => {
  const fine: Readonly<Record<string, string>> = {
    'the plain case': good,
    'a gateway behind a host route': stanza('address 192.0.2.10/32', 'gateway 198.51.100.1'),
    'a gateway that a command routes to': stanza(
      'address 192.0.2.10/24',
      'pre-up ip route add 198.51.100.1 dev eth0',
      'up ip route add 198.51.100.1 dev eth0',
      'gateway 198.51.100.1',
    ),
    'a gateway in another stanza of the interface': `${good}iface eth0 inet static\n    address 198.51.100.5/24\n    gateway 192.0.2.1\n`,
    'a link-local router': 'auto a\niface a inet6 static\n    address 2001:db8::1/64\n    gateway fe80::1\n',
    'two stanzas of one interface': `${good}iface eth0 inet6 auto\n`,
    'name servers': stanza('address 192.0.2.10/24', 'dns-nameservers 192.0.2.1 2001:db8::1'),
    'an underscore where a hook reads it': 'auto br0\niface br0 inet dhcp\n    bridge-ports none\n    bridge-fd 0\n',
    'a class in front of the MAC': stanza('address 192.0.2.10/24', 'hwaddress ether 02:00:5e:10:00:01'),
    'a comment inside a command': stanza('address 192.0.2.10/24', 'up echo hello # world'),
    'a command that goes on': stanza('address 192.0.2.10/24', 'up ip route add 198.51.100.0/24 \\', '    via 192.0.2.1'),
    "an address for commands of one's own":
      'auto a\niface a inet manual\n    address 192.0.2.10\n    up ip addr add $IF_ADDRESS/32 dev $IFACE\n',
    'two routers with different metrics':
      'auto a b\niface a inet static\n    address 192.0.2.1/24\n    gateway 192.0.2.9\niface b inet static\n    address 198.51.100.1/24\n    gateway 198.51.100.9\n    metric 200\n',
    'no address by its number': 'auto br0\niface br0 inet static\n    address 0.0.0.0\n    bridge_ports a b\n',
    'a bond as it should be':
      'auto bond0\niface bond0 inet manual\n    bond-slaves a b\n    bond-mode 802.3ad\n    bond-miimon 100\n    bond-lacp-rate fast\n',
  };
  for (const [what, text] of Object.entries(fine)) {
    test(what, () => expect(judge(text, 'ifupdown').filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]));
  }
  test('placeholders are said to be such, and are no errors', () => {
    for (const value of [
      '<ip>',
      ':ip',
      '192.168.1.x',
      'x.x.x.x',
      '{{ ip }}',
      '$IP',
      'YOUR_ADDRESS',
      '@IP@',
      'lc-host-ip',
      'IPv6-IP-Address',
      'ipaddress',
      'PUB.IP.IP.IP',
    ]) {
      expect(errors(stanza(`address ${value}`), 'ifupdown'), value).toEqual([]);
    }
  });
  test('that a file is a template is said once for addresses and once for masks', () => {
    const text = stanza('address lc-host-ip', 'netmask lc-host-netmask', 'gateway lc-host-gateway').repeat(2).replace('auto eth0\n', '');
    expect(warnings(text, 'ifupdown').filter((one) => / (address|netmask)$/.test(one))).toEqual(['2 address', '3 netmask']);
  });
  test('a mask of IPv6 below an address that is still to be filled in is none of IPv4', () => {
    const text = 'auto eth0\niface eth0 inet6 static\n    address IPv6-IP-Address\n    netmask 64\n';
    expect([...errors(text, 'ifupdown'), ...warnings(text, 'ifupdown')]).toEqual(['3 address']);
  });
  test('a broadcast address of IPv6 does no harm', () => {
    const text = 'auto eth0\niface eth0 inet6 static\n    address 2001:db8::8\n    netmask 64\n    broadcast 2001:db8::ffff\n';
    for (const dialect of ['ifupdown', 'ifupdown2', 'ifupdown-ng', 'busybox'] as const) expect(errors(text, dialect), dialect).toEqual([]);
    expect(warnings(text, 'ifupdown2')).toEqual(['5 address']);
  });
  test('`network`, which nothing reads, is no loss in another daemon', () => {
    const text = stanza('address 192.0.2.10/24', 'network 192.0.2.0');
    expect(warnings(text, 'ifupdown2')).toEqual([]);
    expect(lines(text, 'info', 'ifupdown2')).toEqual(['4 foreign']);
  });
  test('a routing table outside of those that ifupdown2 keeps for VRFs', () => {
    const text = (id: string): string => `auto red\niface red\n    vrf-table ${id}\n`;
    expect(warnings(text('6000'), 'ifupdown2')).toEqual(['3 option-value']);
    expect(warnings(text('6000'), 'ifupdown-ng')).toEqual([]);
    expect([...warnings(text('auto'), 'ifupdown2'), ...warnings(text('1001'), 'ifupdown2')]).toEqual([]);
  });
  test('an option that a hook may know is an information', () => {
    expect(lines(stanza('address 192.0.2.10/24', 'vde2-switch -'), 'info', 'ifupdown')).toEqual(['4 unknown-option']);
  });
});

describe('interfaces without a stanza', () => {
  const text = 'auto eth0 eth1\niface eth0 inet dhcp\n';
  test('nothing else can define them: an error', () => expect(errors(text, 'ifupdown')).toEqual(['1 undefined-interface']));
  test('another file may: a warning', () => expect(warnings(`source x/*\n${text}`, 'ifupdown')).toEqual(['2 undefined-interface']));
  test('all files are known: an error', () =>
    expect(errors(`source x/*\n${text}`, 'ifupdown', { closed: true })).toEqual(['2 undefined-interface']));
  test('another file does: nothing', () => {
    const others: ScopedFact[] = interfaces.parse('iface eth1 inet dhcp\n').facts.map((fact) => ({ fact, file: 'x/eth1', own: false }));
    expect(warnings(`source x/*\n${text}`, 'ifupdown', { others, closed: true })).toEqual([]);
    expect(errors(`source x/*\n${text}`, 'ifupdown', { others, closed: true })).toEqual([]);
  });
  test('`lo` comes by itself where nothing is a loopback', () => {
    expect(errors('auto lo\n', 'ifupdown')).toEqual([]);
    expect(errors('auto lo\niface lo2 inet loopback\n', 'ifupdown')).toEqual(['1 undefined-interface']);
  });
});

describe('repairs', () => {
  /** The text after the first fix of the first finding that has one. */
  const mended = (text: string, rule: string): string | undefined => {
    const fix = judge(text, 'ifupdown').find((one) => one.rule === `interfaces-${rule}` && (one.fixes ?? []).length > 0)?.fixes?.[0];
    return fix && applyEdits(text, fix.edits);
  };
  const repairs: Readonly<Record<string, readonly [string, string, string]>> = {
    'a keyword': ['misplaced-option', 'atuo eth0\n', 'auto eth0\n'],
    'a class': ['misplaced-option', 'alow-hotplug eth0\n', 'allow-hotplug eth0\n'],
    'a family': ['unknown-family', 'iface a ipv4 dhcp\n', 'iface a inet dhcp\n'],
    'a family that is missing': ['unknown-family', 'iface a dhcp\n', 'iface a inet dhcp\n'],
    'a method': ['unknown-method', 'iface a inet dhpc\n', 'iface a inet dhcp\n'],
    'an option': ['unknown-option', stanza('address 192.0.2.1', 'netmaks 24'), stanza('address 192.0.2.1', 'netmask 24')],
    'an option that is needed': ['missing-option', stanza('adress 192.0.2.1/24'), stanza('address 192.0.2.1/24')],
    'an equals sign': ['option-without-value', stanza('address=192.0.2.1/24'), stanza('address 192.0.2.1/24')],
    'a slash': ['netmask', stanza('address 192.0.2.1', 'netmask /24'), stanza('address 192.0.2.1', 'netmask 24')],
    'a netmask': [
      'netmask-to-prefix',
      stanza('address 192.0.2.1', 'netmask 255.255.255.0', 'mtu 1400'),
      stanza('address 192.0.2.1/24', 'mtu 1400'),
    ],
    'a netmask at the end of the text': [
      'netmask-to-prefix',
      stanza('address 192.0.2.1', 'netmask 255.255.255.0').trimEnd(),
      stanza('address 192.0.2.1/24').trimEnd(),
    ],
    'a comment': ['inline-comment', stanza('address 192.0.2.1/24 # why'), stanza('# why', 'address 192.0.2.1/24')],
    'a backslash': ['continuation', stanza('address 192.0.2.1/24 \\', 'mtu 1400'), stanza('address 192.0.2.1/24', 'mtu 1400')],
    'a path': ['source-path', 'source /etc/network/interface.d/*\n', 'source /etc/network/interfaces.d/*\n'],
    'a byte order mark': ['misplaced-option', '\uFEFFauto lo\n', 'auto lo\n'],
    'a broadcast': [
      'host-address',
      stanza('address 192.0.2.1/24', 'broadcast 192.0.2.0'),
      stanza('address 192.0.2.1/24', 'broadcast 192.0.2.255'),
    ],
  };
  for (const [what, [rule, before, after]] of Object.entries(repairs)) test(what, () => expect(mended(before, rule)).toBe(after));
});
