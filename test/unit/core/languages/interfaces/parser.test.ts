import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interfaces } from '../../../../../server/src/core/languages/interfaces/index.ts';
import { configurations } from '../../../../daemons/interfaces/generator.ts';
import { judge } from './judge.ts';

const options = (text: string): readonly string[] =>
  interfaces.parse(text).tree.stanzas.flatMap((stanza) => stanza.options.map(({ name, value }) => `${name.text}=${value.text}`));
const kinds = (text: string): readonly string[] =>
  interfaces.parse(text).tree.stanzas.map(({ kind, args }) => [kind, ...args.map(({ text: word }) => word)].join(' '));

describe('lines', () => {
  test('a continued line keeps the blanks of what it takes in', () => {
    expect(options('iface a inet dhcp\n up foo \\\n   bar\n')).toEqual(['up=foo    bar']);
  });
  test('a word may be split over two lines, and its place covers both', () => {
    const text = 'iface a inet dhcp\n addr\\\ness 192.0.2.1\n';
    expect(options(text)).toEqual(['address=192.0.2.1']);
    const span = interfaces.parse(text).tree.stanzas[0]?.options[0]?.name.span;
    expect(text.slice(span?.start, span?.end)).toBe('addr\\\ness');
  });
  test('a comment that ends in a backslash does not go on', () => {
    expect(kinds('# a \\\nauto lo\n')).toEqual(['auto lo']);
  });
  test('a comment inside a continued line is part of it', () => {
    expect(options('iface a inet dhcp\n up foo \\\n# bar\n')).toEqual(['up=foo # bar']);
  });
  test('a backslash before a carriage return joins nothing', () => {
    expect(options('iface a inet dhcp\r\n up foo \\\r\n down bar\r\n')).toEqual(['up=foo \\', 'down=bar']);
  });
  test('a backslash at the end of the text', () => {
    expect(options('iface a inet dhcp\n up foo \\')).toEqual(['up=foo']);
  });
  test('a line behind one that is nothing but a backslash has an empty first word', () => {
    expect(kinds('\\\n auto lo\n')).toEqual(['stray auto lo']);
    expect(kinds('\\\nauto lo\n')).toEqual(['auto lo']);
  });
  test('no line end at the end, CRLF, form feeds', () => {
    expect(kinds('auto lo\r\n\fauto\teth0')).toEqual(['auto lo', 'auto eth0']);
  });
});

describe('stanzas', () => {
  test('what ends a stanza', () => {
    for (const word of ['auto b', 'allow-hotplug b', 'source /x', 'source-directory /x', 'no-scripts b', 'no-auto-down b', 'rename b=c']) {
      expect(kinds(`iface a inet dhcp\n${word}\nup foo\n`).at(-1)).toBe('stray foo');
    }
  });
  test('`auto` without names speaks of the stanza above, which goes on', () => {
    const { stanzas } = interfaces.parse('iface a inet dhcp\nauto\nup foo\n').tree;
    expect(stanzas.map(({ kind }) => kind)).toEqual(['iface', 'auto']);
    expect(stanzas[0]?.options.length).toBe(1);
    expect(stanzas[1]?.selects?.text).toBe('a');
  });
  test('`allow-` alone is no keyword, every word that begins with `source-dir` is', () => {
    expect(kinds('allow- a\nsource-dirx /x\n')).toEqual(['stray a', 'source-directory /x']);
  });
  test('an option may be given only if it is not set yet', () => {
    expect(interfaces.parse('iface a inet dhcp\n mtu? 1400\n').tree.stanzas[0]?.options[0]?.key).toBe('mtu');
  });
  test('the head of a stanza, by place', () => {
    const head = (text: string): unknown => {
      const { name, family, method, parent, extra } = interfaces.parse(text).tree.stanzas[0]?.iface ?? { extra: [] };
      return [name?.text, family?.text, method?.text, parent?.text, extra.map((word) => word.text)];
    };
    expect(head('iface a inet static inherits b')).toEqual(['a', 'inet', 'static', 'b', []]);
    expect(head('iface a inherits b c')).toEqual(['a', undefined, undefined, 'b', ['c']]);
    expect(head('iface a inet inherits b')).toEqual(['a', 'inet', undefined, 'b', []]);
    expect(head('iface a inet static x inherits b')).toEqual(['a', 'inet', 'static', undefined, ['x', 'inherits', 'b']]);
  });
});

describe('any text', () => {
  const spansHold = (text: string): void => {
    for (const dialect of ['auto', 'ifupdown', 'ifupdown2', 'ifupdown-ng', 'busybox'] as const) {
      for (const { span, fixes = [], related = [] } of judge(text, dialect)) {
        for (const one of [span, ...related.map((each) => each.span), ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))]) {
          expect(one.start).toBeGreaterThanOrEqual(0);
          expect(one.end).toBeGreaterThanOrEqual(one.start);
          expect(one.end).toBeLessThanOrEqual(text.length);
        }
      }
    }
  };
  test('is read, and every place lies in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200, unit: 'binary' }),
          fc.string({
            maxLength: 200,
            unit: fc.constantFrom('i', 'a', ' ', '\n', '\\', '#', '\r', '\t', '/', ':', '=', '1', '.', '%', '\uFEFF'),
          }),
        ),
        spansHold,
      ),
      {
        numRuns: 300,
      },
    );
  });
  test('is read, where it looks like a configuration', () => {
    fc.assert(fc.property(configurations, spansHold), { numRuns: 300 });
  });
  test('lines cover every statement of the text once, in order', () => {
    fc.assert(
      fc.property(configurations, (text) => {
        let at = 0;
        for (const { span } of interfaces.parse(text).tree.lines) {
          expect(text.slice(at, span.start)).toMatch(/^[\s\\]*$/);
          at = span.end;
        }
        expect(text.slice(at)).toMatch(/^[\s\\]*$/);
      }),
      { numRuns: 300 },
    );
  });
});

test('facts: who defines, uses, owns and has which address', () => {
  const { facts, wants } = interfaces.parse(
    'source interfaces.d/*\nsource-directory /etc/x\nauto br0 eth0.5\niface br0 inet static\n    address 192.0.2.1\n    netmask 255.255.255.0\n    bridge_ports eth0.5 none regex wl*\niface eth0.5 inet manual\n',
  );
  const said = facts.map(({ kind, name, detail }) =>
    [kind, name, detail?.['prefix'] ?? detail?.['owner'] ?? detail?.['how']].filter(Boolean).join(' '),
  );
  expect(said).toEqual([
    'includes interfaces.d/* source',
    'includes /etc/x source-directory',
    'uses br0 auto',
    'uses eth0.5 auto',
    'uses eth0 carrier',
    'defines br0',
    'uses eth0.5 bridge_ports',
    'ownsInterface eth0.5 br0',
    'hasAddress 192.0.2.1 24',
    'defines eth0.5',
    'uses eth0 carrier',
    'needsReload networking reload',
  ]);
  expect(wants.map(({ kind, value }) => `${kind} ${value}`)).toEqual(['glob interfaces.d/*', 'folder /etc/x']);
});
