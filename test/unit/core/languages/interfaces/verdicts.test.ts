import { describe, expect, test } from 'vitest';
import { errors, judge, warnings } from './judge.ts';

test('a backslash before the family or the method of `iface` is as it was meant', () => {
  expect(warnings('auto lo\niface lo inet \\\n  loopback\n', 'ifupdown')).toEqual([]);
  expect(warnings('auto a\niface a \\\n  inet dhcp \\\n  hostname b\n', 'ifupdown')).toContain('3 continuation');
});

/** Texts that the generator found us to disagree about with ifupdown, and others that were asked by hand; each with its verdict. */
describe('ifupdown', () => {
  const taken: Readonly<Record<string, string>> = {
    'an interface of which nothing is said': 'auto lo\n',
    'a missing final line end': 'iface lo inet loopback',
    CRLF: 'auto lo\r\niface lo inet loopback\r\n',
    patterns: 'auto /eth*\niface eth0 inet dhcp\n',
    'logical names': 'auto eth0=work\niface work inet dhcp\n',
    'a name that a mapping chooses': 'auto eth0\nmapping eth*\n    script /bin/choose\niface work inet dhcp\n',
    'the family of a parent': 'iface a inet static\n    address 192.0.2.1/24\niface b inherits a\n',
    'a parent behind the family': 'iface a inet static\n    address 192.0.2.1/24\niface b inet inherits a\n',
    'extra words': 'iface a inet dhcp foo inherits b\n',
    'IPv4 inside of a tunnel over IPv6': 'iface t inet6 tunnel\n    mode ipip6\n    address 192.0.2.1\n    endpoint 2001:db8::1\n',
    'a foreign keyword inside a stanza': 'iface a inet dhcp\ninterface b inet statik\n',
    'options below `auto` without a name': 'iface lo inet loopback\nauto\nup true\n',
    'an option of any name': 'iface a inet dhcp\n    colour blue\n',
  };
  for (const [what, text] of Object.entries(taken)) test(`takes ${what}`, () => expect(errors(text, 'ifupdown')).toEqual([]));

  const refused: Readonly<Record<string, readonly [string, string]>> = {
    'no name': ['iface\n', '1 iface-line'],
    'no family': ['iface eth0\n', '1 unknown-family'],
    'a family it does not know': ['iface eth0 ipv4 dhcp\n', '1 unknown-family'],
    'a method of the other family': ['iface eth0 inet auto\n', '1 unknown-method'],
    'no method': ['iface eth0 inet\n', '1 unknown-method'],
    'an option in no stanza': ['address 192.0.2.1\n', '1 misplaced-option'],
    'an option behind `auto`': ['iface lo inet loopback\nauto lo\naddress 192.0.2.1\n', '3 misplaced-option'],
    'a byte order mark': ['\uFEFFauto lo\n', '1 misplaced-option'],
    'the keyword of another daemon': ['template a\n', '1 misplaced-option'],
    'an option without a value': ['iface eth0 inet dhcp\n    hostname\n', '2 option-without-value'],
    'an equals sign': ['iface eth0 inet dhcp\n    hostname=x\n', '2 option-without-value'],
    'a parent below': ['iface b inherits a\niface a inet dhcp\n', '1 inherits'],
    'a parent of another family': ['iface a inet dhcp\niface b inet6 inherits a\n', '2 inherits'],
    'no parent': ['iface a inet dhcp inherits\n', '1 inherits'],
    'a second script': ['mapping a\n    script /x\n    script /y\n', '3 mapping'],
    'an option of a mapping': ['mapping a\n    script /x\n    foo y\n', '3 mapping'],
    'a missing address': ['iface a inet static\n', '1 missing-option'],
    'an option in capitals': ['iface a inet static\n    Address 192.0.2.1\n', '2 missing-option'],
    'a tunnel without netmask': [
      'iface t inet tunnel\n    address 192.0.2.1/24\n    mode gre\n    endpoint 192.0.2.2\n',
      '1 missing-option',
    ],
    'a line behind a lone backslash': ['\\\n    auto lo\n', '2 misplaced-option'],
    'a comment as a name without what it needs': ['iface \\\n#lo inet6 \\\nv4tunnel\n', '3 missing-option'],
  };
  for (const [what, [text, error]] of Object.entries(refused))
    test(`refuses ${what}`, () => expect(errors(text, 'ifupdown')).toEqual([error]));

  test('a stanza that takes its address from its parent needs none', () => {
    const text = 'iface a inet static\n    address 192.0.2.1/24\niface b inet static inherits a\n    mtu 1400\n';
    expect(errors(text, 'ifupdown')).toEqual([]);
  });
});

describe('ifupdown2', () => {
  test('takes an interface without a family, ranges, VLANs and several addresses', () => {
    const text =
      'auto swp[1-3]\niface swp[1-3]\n    address 192.0.2.1/24\n    address 198.51.100.1/24\n\nvlan 100\n    bridge-igmp-querier-src 192.0.2.1\n';
    expect(judge(text, 'ifupdown2')).toEqual([]);
    expect(judge(text, 'auto')).toEqual([]);
  });
  test('refuses what it does not know outside of a stanza, and swallows it inside', () => {
    expect(errors('source-directory /x\n', 'ifupdown2')).toEqual(['1 misplaced-option']);
    expect(errors('iface lo inet loopback\nsource-directory /x\n', 'ifupdown2')).toEqual([]);
    expect(warnings('iface lo inet loopback\nsource-directory /x\n', 'ifupdown2')).toEqual(['2 foreign']);
  });
  test('methods and families', () => {
    expect(errors('iface a inet6 auto\n', 'ifupdown2')).toEqual(['1 unknown-method']);
    expect(errors('iface a inherits b\n', 'ifupdown2')).toEqual(['1 unknown-family']);
    expect(errors('iface a inet\n', 'ifupdown2')).toEqual([]);
  });
  test('names no interface in `auto`', () => expect(errors('auto\n', 'ifupdown2')).toEqual(['1 empty-selection']));
  test('takes every backslash for the end of a line', () => {
    expect(warnings('auto a\niface a\n    up echo \\$HOME\n', 'ifupdown2')).toEqual(['3 continuation']);
    expect(warnings('auto a\niface a inet manual\n    up echo \\$HOME\n', 'ifupdown')).toEqual([]);
  });
  test('lets comments go on', () => expect(warnings('auto a\n# b \\\niface a inet dhcp\n', 'ifupdown2')).toEqual(['2 continuation']));
});

describe('ifupdown-ng', () => {
  test('takes nearly everything', () => {
    for (const text of ['iface a\n', 'foo bar\n', 'iface a ipv4 statik\n', 'template b\niface a inherits b\n', 'auto a\n'])
      expect(errors(text, 'ifupdown-ng')).toEqual([]);
  });
  test('warns of what it passes over', () => {
    expect(warnings('allow-hotplug a\niface a\n', 'ifupdown-ng')).toEqual(['1 foreign']);
    expect(warnings('iface a inet dhcp\n    up foo \\\n    bar\n', 'ifupdown-ng')).toEqual(['2 continuation']);
    expect(errors('auto lo\nsource\nsource-directory\n', 'ifupdown-ng')).toEqual([]);
    expect(warnings('iface lo\nauto lo\nsource\nsource-directory\n', 'ifupdown-ng')).toEqual(['3 empty-selection', '4 empty-selection']);
  });
});

describe('busybox', () => {
  test('refuses what stands twice, more than three words, and classes', () => {
    expect(errors('auto a a\niface a inet dhcp\n', 'busybox')).toEqual(['1 busybox-repeat']);
    expect(errors('iface a inet dhcp\n    hostname x\n    hostname y\n', 'busybox')).toEqual(['3 busybox-repeat']);
    expect(errors('iface a inet dhcp x\n', 'busybox')).toEqual(['1 iface-line']);
    expect(errors('allow-hotplug a\n', 'busybox')).toEqual(['1 misplaced-option']);
    expect(errors('iface a inet static\n    address 192.0.2.1/24\n', 'busybox')).toEqual(['1 missing-option']);
    expect(errors('iface a inet6 auto\n', 'busybox')).toEqual(['1 unknown-method']);
  });
});

describe('auto', () => {
  const told = (text: string): string => {
    const here = judge(text, 'auto').map((one) => one.rule);
    return (['ifupdown', 'ifupdown2', 'ifupdown-ng', 'busybox'] as const)
      .filter(
        (dialect) =>
          judge(text, dialect)
            .map((one) => one.rule)
            .join() === here.join(),
      )
      .join(' ');
  };
  test('a slip in a file for Debian stays a slip', () => {
    for (const text of [
      'auto eth0\niface eth0 dhcp\n',
      'iface lo inet\n',
      'atuo eth0\niface eth0 inet dhcp\n',
      'iface eth0 inet statik\n    address 192.0.2.1/24\n',
    ])
      expect(errors(text).length).toBe(1);
  });
  test('marks of the others count', () => {
    expect(told('auto swp1\niface swp1\n    bridge-access 100\n')).toContain('ifupdown2');
    expect(told('template t\n    mtu 1400\nauto a\niface a inherits t\n')).toContain('ifupdown-ng');
    expect(told('iface a inet dhcp\n    udhcpc_opts -b\n')).toContain('busybox');
  });
  test('a template and text that is no configuration are no errors', () => {
    expect(errors('%for i in range(3):\nauto swp1\niface swp1\n%endfor\n')).toEqual([]);
    expect(errors('The bridge is made like this.\n/etc/x Here is an example:\n\nauto br0\niface br0 inet dhcp\n')).toEqual([]);
  });
});

test('what the other daemons make of words that are nearly keywords, found by generated files', () => {
  expect(errors('iface a inet dhcp\n    allow b\n', 'ifupdown2')).toEqual(['2 misplaced-option']);
  expect(errors('iface a inet dhcp\n    allow- b\n    mtu 1500\n', 'ifupdown2')).toEqual(['3 misplaced-option']);
  expect(errors('vlan eth0 eth1\n', 'ifupdown2')).toEqual(['1 unknown-family']);
  expect(errors('iface a\n    address 192.0.2.1/24\niface a inherits a\n', 'ifupdown-ng')).toEqual(['3 inherits']);
  expect(errors('iface a\niface a inherits a\n', 'ifupdown-ng')).toEqual([]);
  expect(warnings('iface a\niface a inherits a\n', 'ifupdown-ng')).toEqual(['2 inherits']);
  for (const body of ['    address 192.0.2.1/24\n    inherit a\n', '    inherit t\n    inherit a\n'])
    expect(errors(`template t\n    address 192.0.2.2/24\niface a\n${body}`, 'ifupdown-ng')).toEqual(['5 inherits']);
  expect(warnings('auto a\niface a\n    inherit a\n    address 192.0.2.1/24\n', 'ifupdown-ng')).toEqual(['3 inherits']);
  // What is inherited is no interface any more: said once.
  const both = 'iface a\n    address 192.0.2.1/24\niface b\n    inherit a\niface c inherits a\n';
  expect([errors(both, 'ifupdown-ng'), warnings(both, 'ifupdown-ng')]).toEqual([[], ['4 inherits']]);
  for (const dialect of ['ifupdown', 'ifupdown2', 'busybox'] as const) expect(warnings(both, dialect)).not.toContain('4 inherits');
  const templated = 'template t\n    address 192.0.2.1/24\niface b\n    inherit t\niface c inherits t\n';
  expect(warnings(templated, 'ifupdown-ng')).toEqual([]);
  expect(warnings('iface a inet static x inherits\n', 'ifupdown-ng')).toEqual(['1 inherits']);
  expect(warnings('address 192.0.2.1\n', 'ifupdown-ng')).toEqual(['1 misplaced-option']);
  expect(warnings('template\n', 'ifupdown-ng')).toEqual(['1 empty-selection']);
  expect(errors('iface a inet loopback\nno-scripts a\nno-scripts a\n', 'busybox')).toEqual(['3 busybox-repeat']);
  expect(errors('iface a inet loopback\r\n', 'busybox')).toEqual(['1 iface-line']);
  expect(errors('iface a inet6 v4tunnel\n    endpoint 192.0.2.1\n    address ::1\n', 'busybox')).toEqual(['1 missing-option']);
});
