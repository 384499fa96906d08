import { expect, test } from 'vitest';
import { emptyProject, nameAt, openDocument, withDocument } from '../../../../../server/src/core/index.ts';

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
