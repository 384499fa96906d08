import fc from 'fast-check';
import { families } from '../../../server/src/core/languages/interfaces/facts/families.ts';
import { keywords } from '../../../server/src/core/languages/interfaces/facts/keywords.ts';
import { options } from '../../../server/src/core/languages/interfaces/facts/options.ts';

const names = ['lo', 'eth0', 'eth1', 'eth0.5', 'eth0:1', 'br0', 'bond0', 'work', 'wlan0', 'a_very_long_name_'];
const name = fc.constantFrom(...names);
const family = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...families.map((one) => one.name)) },
  { weight: 1, arbitrary: fc.constantFrom('link', 'ipv4', 'int', 'INET', 'inherits', 'static') },
);
const method = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...families.flatMap((one) => one.methods.map(({ name: each }) => each))) },
  { weight: 1, arbitrary: fc.constantFrom('statik', 'dhcp6', 'inherits', 'Static', '#') },
);
const value = fc.oneof(
  fc.constantFrom(
    '192.0.2.1',
    '192.0.2.1/24',
    '2001:db8::1/64',
    '255.255.255.0',
    '24',
    'eth0 eth1',
    'none',
    'on',
    'ip link set $IFACE up',
    '# c',
    'a=b',
    'gre',
    '300.1.1.1',
    '/etc/x',
  ),
  fc.constantFrom(...names),
);
const space = fc.oneof(
  { weight: 8, arbitrary: fc.constant(' ') },
  { weight: 1, arbitrary: fc.constantFrom('\t', '  ', '\v', '\f') },
  { weight: 1, arbitrary: fc.constantFrom(' \\\n', '\\\n', '\\\n ', ' \\\n#') },
);
const indent = fc.constantFrom('', '', '    ', '\t', '  \t', '\f');
const end = fc.oneof(
  { weight: 12, arbitrary: fc.constant('\n') },
  { weight: 1, arbitrary: fc.constantFrom(' \n', '\r\n', '\\\n', ' \\\n', '\\ \n', '\t\\\r\n', ' # c\n', '\n\n') },
);

const line = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((words) => words.join(''));
const words = (one: fc.Arbitrary<string>, max: number): fc.Arbitrary<string> =>
  fc.array(fc.tuple(space, one), { maxLength: max }).map((all) => all.map(([blank, word]) => blank + word).join(''));

/** A method with options that it reads, so that many stanzas are whole. */
const goodStanza = fc
  .constantFrom(...families.flatMap((each) => each.methods.map((one) => ({ family: each.name, ...one }))))
  .chain((one) => fc.tuple(fc.constant(one), name, fc.subarray([...one.required], { minLength: 0 }), fc.boolean()))
  .map(
    ([one, iface, some, all]) =>
      `iface ${iface} ${one.family} ${one.name}\n${(all ? one.required : some).map((key) => `    ${key} 192.0.2.1\n`).join('')}`,
  );

const iface = line(
  indent,
  fc.constantFrom('iface', 'iface', 'iface', 'interface', 'ifcae'),
  space,
  name,
  space,
  family,
  space,
  method,
  words(fc.constantFrom('inherits', 'work', 'eth0', 'auto', '#'), 2),
  end,
);
const bare = line(indent, fc.constant('iface'), words(fc.oneof(name, family), 3), end);
const inherited = line(
  fc.constant('iface '),
  name,
  fc.constantFrom(' inherits ', ' inet inherits ', ' inet static inherits ', ' inet6 inherits ', ' inet static inherits'),
  fc.constantFrom('work', 'eth0', 'eth1', ''),
  end,
);
const selection = line(
  indent,
  fc.constantFrom('auto', 'auto', 'allow-hotplug', 'allow-', 'allow-auto', 'no-auto-down', 'no-scripts', 'atuo', 'allow'),
  words(name, 3),
  end,
);
const option = line(
  indent,
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...options.map((one) => one.name)) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'address',
        'netmask',
        'gateway',
        'up',
        'endpoint',
        'mode',
        'local',
        'adress',
        'address?',
        'address=1.2.3.4',
        'Address',
        'bridge-ports',
        '%for',
        '\uFEFFauto',
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom(...keywords.map((one) => one.name).filter((one) => one !== 'rename')) },
  ),
  fc.oneof({ weight: 12, arbitrary: line(space, value) }, { weight: 1, arbitrary: fc.constant('') }),
  end,
);
const mapping = line(
  indent,
  fc.constant('mapping'),
  words(fc.constantFrom('eth0', 'eth*', '*'), 2),
  end,
  fc
    .array(line(fc.constant('    '), fc.constantFrom('script', 'map', 'map', 'script', 'foo'), words(value, 2), end), { maxLength: 3 })
    .map((all) => all.join('')),
);
const comment = line(indent, fc.constantFrom('# a comment', '#', '# ends in a backslash \\', '#auto eth0'), fc.constantFrom('\n', '\r\n'));
const blank = fc.constantFrom('\n', '   \n', '\r\n', '\\\n', ' \\\n');

/** Interfaces files, right and wrong ones, made of what the facts know and of slips. They read no other files. */
export const configurations: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 8, arbitrary: goodStanza },
        { weight: 2, arbitrary: iface },
        { weight: 1, arbitrary: bare },
        { weight: 2, arbitrary: inherited },
        { weight: 4, arbitrary: selection },
        { weight: 6, arbitrary: option },
        { weight: 1, arbitrary: mapping },
        { weight: 2, arbitrary: comment },
        { weight: 2, arbitrary: blank },
      ),
      { maxLength: 8 },
    ),
    fc.constantFrom('', '', '', '\n', 'auto lo', '\\'),
  )
  // A `source` would read this machine's files.
  .map(([parts, last]) => (parts.join('') + last).replaceAll(/source/g, 'soarce'));
