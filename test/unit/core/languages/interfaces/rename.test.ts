import { expect, test } from 'vitest';
import { emptyProject, nameAt, nameTrouble, openDocument, withDocument } from '../../../../../server/src/core/index.ts';

const path = 'etc/network/interfaces';

/** The text with every place of the name at `|` in brackets. */
function places(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = nameAt(withDocument(emptyProject, openDocument(path, text)), path, offset);
  if (found === undefined) return undefined;
  return [...found.places]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((out, { span }) => `${out.slice(0, span.start)}[${out.slice(span.start, span.end)}]${out.slice(span.end)}`, text);
}

test('an interface is found wherever the file speaks of it: selected, carrying a VLAN or an alias, as a port, a parent, a link', () => {
  expect(
    places(
      'auto eth|0 eth0.5 br0\niface eth0 inet manual\niface eth0.5 inet dhcp\niface eth0:1 inet static\n    address 192.0.2.1/24\niface br0 inet dhcp\n    bridge_ports eth0 eth1\niface x inet dhcp\n    vlan-raw-device eth0\niface y inet dhcp inherits eth0\n',
    ),
  ).toBe(
    'auto [eth0] [eth0].5 br0\niface [eth0] inet manual\niface [eth0].5 inet dhcp\niface [eth0]:1 inet static\n    address 192.0.2.1/24\niface br0 inet dhcp\n    bridge_ports [eth0] eth1\niface x inet dhcp\n    vlan-raw-device [eth0]\niface y inet dhcp inherits [eth0]\n',
  );
});

test('words of bridges that are no interfaces, and comments, are not found', () => {
  expect(places('iface br0 inet dhcp\n    bridge_ports no|ne\n')).toBeUndefined();
  expect(places('# eth|0\nauto eth0\n')).toBeUndefined();
});

test('commands of the stanzas name it too: behind `dev` and `ifup`, and by names that end in a digit', () => {
  expect(
    places('auto eth|0\niface eth0 inet manual\n    up ip link set eth0 up; ip r add 1.2.3.4 dev "eth0"\n    up echo eth01 x-eth0\n'),
  ).toBe('auto [eth0]\niface [eth0] inet manual\n    up ip link set [eth0] up; ip r add 1.2.3.4 dev "[eth0]"\n    up echo eth01 x-eth0\n');
  expect(places('iface ho|me inet manual\n    up echo home; ifup home\n')).toBe(
    'iface [home] inet manual\n    up echo home; ifup [home]\n',
  );
});

test('an interface is found throughout the tree, in files that are sourced', () => {
  const files = {
    '/w/etc/network/interfaces': 'source interfaces.d/*\nauto eth0\n',
    '/w/etc/network/interfaces.d/eth': 'iface eth0 inet dhcp\n',
  };
  const project = Object.entries(files).reduce((all, [at, text]) => withDocument(all, openDocument(at, text)), emptyProject);
  const found = nameAt(project, '/w/etc/network/interfaces', files['/w/etc/network/interfaces'].indexOf('eth0'));
  expect(found?.places.map(({ file, defines }) => `${file} ${defines}`).sort()).toEqual([
    '/w/etc/network/interfaces false',
    '/w/etc/network/interfaces.d/eth true',
  ]);
});

test('a new name is one that the kernel takes and ifup reads as such', () => {
  const found = nameAt(withDocument(emptyProject, openDocument(path, 'iface eth0 inet dhcp\n')), path, 7);
  for (const [name, trouble] of [
    ['lan0', undefined],
    ['eth0.5', undefined],
    ['', 'cannot be empty'],
    ['a b', 'blanks are not allowed'],
    ['eth*', '`*` is not allowed'],
    ['eth0:1', '`:` is not allowed'],
    ['..', 'the kernel refuses it'],
    ['a123456789012345', 'it has 16 characters'],
  ] as const) {
    const said = found && nameTrouble(found, name);
    if (trouble === undefined) expect(said, name).toBeUndefined();
    else expect(said, name).toContain(trouble);
  }
});
