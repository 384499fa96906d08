import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeatureContext } from '../../../../../server/src/core/language.ts';
import { families } from '../../../../../server/src/core/languages/interfaces/facts/families.ts';
import { keywordNamed, keywords } from '../../../../../server/src/core/languages/interfaces/facts/keywords.ts';
import { optionNamed } from '../../../../../server/src/core/languages/interfaces/facts/option-named.ts';
import { options } from '../../../../../server/src/core/languages/interfaces/facts/options.ts';
import { relationsOf } from '../../../../../server/src/core/languages/interfaces/facts/relations.ts';
import { interfaces } from '../../../../../server/src/core/languages/interfaces/index.ts';
import type { Dialect, InterfacesTree } from '../../../../../server/src/core/languages/interfaces/tree.ts';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';
import { readTable } from '../../../../corpus/read-corpus.ts';
import { configurations } from '../../../../daemons/interfaces/generator.ts';

/** A context with the caret at `|`, which is taken out. */
function at(marked: string, dialect: Dialect | 'auto' = 'auto'): FeatureContext<InterfacesTree> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const parsed = interfaces.parse(text);
  const facts = parsed.facts.map((fact) => ({ fact, file: 'a', own: true }));
  return { text, tree: parsed.tree, parsed, settings: { interfaces: { dialect } }, path: undefined, facts, closed: false, offset };
}
const offered = (marked: string, dialect?: Dialect): readonly string[] =>
  (interfaces.complete?.(at(marked, dialect)) ?? []).map((one) => one.label);
const shown = (marked: string, dialect?: Dialect): string | undefined => interfaces.hover?.(at(marked, dialect))?.markdown;

/** Words of the tables that are no options: executors of ifupdown-ng, which `use` names, and names of its examples. */
const notOptions: ReadonlySet<string> = new Set('R01 R02 batman bond bridge forward ipv6 ppp tunnel vxlan wifi wireguard'.split(' '));

/** A stanza that reads an option, with a place for it. */
const place = (option: (typeof options)[number]): string => `iface eth0 ${option.methods?.[0] ?? 'inet manual'}\n    `;

describe('completion', () => {
  test('every option is offered in a stanza of a daemon that reads it, and says what it does', () => {
    for (const option of options) {
      const dialect = option.dialects[0] as Dialect;
      const found = interfaces.complete?.(at(`${place(option)}|\n`, dialect)).find((one) => one.label === option.name);
      expect(found?.documentation, option.name).toContain(option.doc);
    }
  });
  test('every keyword is offered at the front of a line', () => {
    for (const { name, dialects } of keywords) expect(offered('|', dialects[0])).toContain(name);
  });
  test('families, methods and parents by place', () => {
    expect(offered('iface a |')).toEqual([...families.map(({ name }) => name), 'inherits']);
    expect(offered('iface a inet6 |')).toContain('6to4');
    expect(offered('iface a inet |')).not.toContain('6to4');
    expect(offered('iface b inet dhcp\niface a inet dhcp inherits |')).toEqual(['b']);
    expect(offered('iface a inet |', 'ifupdown2')).toContain('dhcp6');
  });
  test('interfaces of the file, values of options', () => {
    expect(offered('iface a inet dhcp\nauto |')).toEqual(['a']);
    expect(offered('iface a inet dhcp\niface br0 inet dhcp\n    bridge_ports |')).toEqual(['none', 'all', 'regex', 'noregex', 'glob', 'a']);
    expect(offered('iface br0 inet dhcp\n    bridge_stp o|')).toContain('off');
    expect(offered('iface a inet static\n    address 192.0.2.10/24\n    gateway |')).toEqual(['192.0.2.1', '192.0.2.254']);
  });
  test('only what the method reads, and not twice', () => {
    expect(offered('iface a inet dhcp\n    |')).not.toContain('address');
    expect(offered('iface a inet static\n    address 192.0.2.1/24\n    |')).not.toContain('address');
    expect(offered('iface a inet static\n    up true\n    |')).toContain('up');
    expect(offered('mapping a\n    |')).toContain('script');
  });
  test('what is replaced is the word at the caret; nothing in comments', () => {
    const context = at('iface a inet static\n    addr|\n');
    const found = interfaces.complete?.(context).find((one) => one.label === 'address');
    expect(context.text.slice(found?.span?.start, found?.span?.end)).toBe('addr');
    expect(offered('# a|')).toEqual([]);
  });
});

describe('hover', () => {
  test('every option has one', () => {
    for (const option of options) {
      const markdown = shown(`${place(option)}|${option.name} x\n`, option.dialects[0]);
      for (const part of [option.doc, option.see, option.default ?? '', option.deprecated ?? '', ...relationsOf(option.name)])
        expect(markdown, option.name).toContain(part);
    }
    expect(shown('iface a inet6 tunnel\n    |encaplimit 4\n')).toContain('ifupdown, since 0.8.40: interfaces(5), INET6 ADDRESS FAMILY');
    expect(shown('iface a inet manual\n    |bond-lacp-rate fast\n')).toContain('Read only in mode `802.3ad`.');
  });
  test('every keyword, family and method has one', () => {
    for (const { name, doc } of keywords) expect(shown(`|${name} x\n`)).toContain(doc);
    for (const family of families) {
      expect(shown(`iface a |${family.name} x\n`)).toContain(family.doc);
      for (const method of family.methods) expect(shown(`iface a ${family.name} |${method.name}\n`)).toContain(method.doc);
    }
  });
  test('interfaces, addresses, netmasks', () => {
    expect(shown('auto a|\niface a inet static\n    address 192.0.2.1/24\n')).toBe(
      'Interface `a`\n\n- comes up at boot (`auto`)\n- inet static\n- address 192.0.2.1/24',
    );
    expect(shown('iface a inet static\n    address 192.0.2.1|\n    netmask 255.255.255.192\n')).toContain('hosts 192.0.2.1 to 192.0.2.62');
    expect(shown('iface a inet static\n    netmask 255.255.|255.192\n')).toContain('/26');
    expect(shown('iface a inet manual\n    bond-mode |4\n')).toContain('802.3ad');
  });
});

test('every row of the tables of the daemons and packages has a completion and a hover', () => {
  const shared =
    process.env['OPSBOOK_SHARED'] === undefined
      ? fileURLToPath(new URL('../../../../../../shared/facts', import.meta.url))
      : `${process.env['OPSBOOK_SHARED']}/facts`;
  if (!existsSync(shared)) {
    console.log('../shared/facts is absent: which options of the tables are missing was not looked at');
    return;
  }
  const rows = (table: string): Record<string, string>[] => readTable(`${shared}/${table}`).map((row) => ({ ...row }));
  const tables: readonly (readonly [Dialect, readonly (string | undefined)[]])[] = [
    [
      'ifupdown',
      rows('interfaces-options.tsv').flatMap(({ kind, arch, option }) =>
        kind === 'option' && arch?.includes('linux') === true ? [option] : [],
      ),
    ],
    ['ifupdown', rows('interfaces-extensions.tsv').map(({ option }) => option)],
    ['ifupdown2', rows('interfaces-ifupdown2.tsv').map(({ attribute }) => attribute)],
    [
      'ifupdown-ng',
      rows('interfaces-ifupdown-ng.tsv').flatMap(({ document, keyword }) =>
        document === 'ifupdown-executor' || document === 'ifupdown-ng.conf' ? [] : [keyword],
      ),
    ],
  ];
  const missing: string[] = [];
  for (const [dialect, names] of tables) {
    for (const name of new Set(names)) {
      if (name === undefined || name === '' || keywordNamed(name) !== undefined || notOptions.has(name)) continue;
      const record = optionNamed(name, dialect);
      const where = record === undefined ? 'iface eth0 inet manual\n    ' : place(record);
      if (shown(`${where}|${name} x\n`, dialect) === undefined) missing.push(`${dialect}: ${name} has no hover`);
      if (
        record !== undefined &&
        !offered(`${where}|`, record.dialects.includes(dialect) ? dialect : record.dialects[0]).includes(record.name)
      )
        missing.push(`${dialect}: ${name} has no completion`);
    }
  }
  expect(missing).toEqual([]);
});

test('paths: files that are sourced, scripts, and what a hook reads', () => {
  const around = {
    ...at('source |'),
    facts: [
      { fact: { kind: 'sets' as const, space: 'x', name: 'x', span: { start: 0, end: 0 } }, file: '/w/etc/network/more', own: false },
    ],
  };
  expect(interfaces.complete?.(around).map(({ label }) => label)).toEqual(['/etc/network/interfaces.d/*', '/etc/network/more']);
  expect(offered('iface wlan0 inet dhcp\n    wpa-conf |')).toEqual(['/etc/wpa_supplicant/wpa_supplicant.conf']);
  const text =
    'mapping eth0\n    script /usr/local/bin/x\niface a inet manual\n    up /etc/a.sh b\n    up ip link\n    hostapd /etc/h.conf\n    up /bin/$X\n';
  expect(interfaces.pathLinks?.(interfaces.parse(text)).map(({ path }) => path)).toEqual(['/usr/local/bin/x', '/etc/a.sh', '/etc/h.conf']);
});

test('values: what is the default, what a number means', () => {
  const details = (marked: string): readonly string[] =>
    (interfaces.complete?.(at(marked)) ?? []).map(({ label, detail }) => `${label}${detail === undefined ? '' : ` (${detail})`}`);
  expect(details('iface b inet manual\n    bond-mode |')).toContain('4 (802.3ad)');
  expect(details('iface b inet manual\n    bridge_fd |')).toEqual(['15 (default)']);
  expect(details('iface b inet manual\n    mtu |')).toEqual(['1500 (Ethernet)', '1492 (PPPoE)', '9000 (jumbo frames)']);
});

test('a selection grows from the address over the value to the stanza', () => {
  const context = at('iface a inet static\n    address 192.0.2|.1/24\n    mtu 1500\n');
  expect(interfaces.selection?.(context).map(({ start, end }) => context.text.slice(start, end))).toEqual([
    '192.0.2.1',
    '192.0.2.1/24',
    'address 192.0.2.1/24\n    mtu 1500',
    'iface a inet static\n    address 192.0.2.1/24\n    mtu 1500',
  ]);
});

test('signatures', () => {
  expect(interfaces.signature?.(at('iface a |'))).toMatchObject({ label: 'iface NAME FAMILY METHOD [inherits PARENT]', active: 1 });
  expect(interfaces.signature?.(at('iface a inet dhcp\n    mtu |'))?.label).toBe('mtu number (68 to 65536)');
  expect(interfaces.signature?.(at('|iface'))).toBeUndefined();
  expect(interfaces.signature?.(at('iface a inet manual\n    bridge_pathcost eth0 |'))).toMatchObject({
    label: 'bridge_pathcost port cost',
    active: 1,
  });
});

test('outline and folding', () => {
  const text = '# a\n# b\nauto a\n\niface a inet static\n    address 192.0.2.1/24\n    up foo \\\n        bar\n';
  const parsed = interfaces.parse(text);
  expect(interfaces.symbols?.(parsed).map(({ name, detail, children = [] }) => [name, detail, children.length])).toEqual([
    ['auto', 'a', 0],
    ['a', 'inet static', 2],
  ]);
  expect(interfaces.folding?.(parsed).map(({ start, end }) => text.slice(start, end).split('\n').length)).toEqual([2, 4, 2]);
});

test('inlays: a netmask as a prefix, the prefix of a class, the name of a mode', () => {
  const text =
    'iface a inet static\n    address 192.0.2.1\n    netmask 255.255.255.0\niface b inet static\n    address 10.0.0.1\niface c inet manual\n    bond-mode 1\n';
  expect(interfaces.inlays?.(at(`${text}|`)).map(({ label }) => label)).toEqual([' /24', ' /8', ' active-backup']);
});

test('colours are in order and do not overlap', () => {
  fc.assert(
    fc.property(configurations, (text) => {
      let end = 0;
      for (const { span } of interfaces.tokens?.(interfaces.parse(text)) ?? []) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(span.end).toBeGreaterThan(span.start);
        end = span.end;
      }
    }),
    { numRuns: 200 },
  );
});

describe('formatting', () => {
  const formatted = (text: string): string => applyEdits(text, interfaces.format?.(interfaces.parse(text)) ?? []);
  /** What the daemon reads. */
  const meaning = (text: string): unknown =>
    interfaces
      .parse(text)
      .tree.stanzas.map(({ kind, keyword, args, options: own }) => [
        kind,
        keyword.text,
        args.map((word) => word.text),
        own.map(({ name, value }) => [name.text, value.text]),
      ]);

  test('a crooked file', () => {
    expect(
      formatted('  auto   eth0\n\n\n\n iface eth0   inet static \n  address\t192.0.2.1/24  \n  # why\n  gateway   192.0.2.254\n\nauto lo'),
    ).toBe('auto eth0\n\niface eth0 inet static\n  address 192.0.2.1/24\n  # why\n  gateway 192.0.2.254\n\nauto lo\n');
  });
  test('without any indentation: four blanks; tabs stay tabs; CRLF stays', () => {
    expect(formatted('iface a inet dhcp\nup true\n')).toBe('iface a inet dhcp\n    up true\n');
    expect(formatted('iface a inet dhcp\n\tup true\n  down true\n\tup false\n')).toBe(
      'iface a inet dhcp\n\tup true\n\tdown true\n\tup false\n',
    );
    expect(formatted('auto  a\r\n\r\n\r\nauto b \r\n')).toBe('auto a\r\n\r\nauto b\r\n');
  });
  test('values and continued lines stay as they are', () => {
    const text = 'iface a inet dhcp\n    up echo  "a   b"\n    up foo \\\n  bar\n    up baz \\ \n';
    expect(formatted(text)).toBe(text);
  });
  test('keeps the meaning, and a second time changes nothing', () => {
    fc.assert(
      fc.property(configurations, (text) => {
        const once = formatted(text);
        expect(meaning(once)).toEqual(meaning(text));
        expect(formatted(once)).toBe(once);
      }),
      { numRuns: 400 },
    );
  });
  test('a range', () => {
    const text = 'auto   a\nauto   b\nauto   c\n';
    expect(applyEdits(text, interfaces.format?.(interfaces.parse(text), { start: 10, end: 12 }) ?? [])).toBe(
      'auto   a\nauto b\nauto   c\n',
    );
  });
});
