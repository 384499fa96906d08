import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../../../../server/src/core/languages/logrotate/parse.ts';
import type { Item } from '../../../../../server/src/core/languages/logrotate/tree.ts';
import type { Span } from '../../../../../server/src/core/text/span.ts';
import { judge } from './judge.ts';

/** Bits that mean something to the parser, in any order. */
const bits = fc.constantFrom(
  '/var/log/a.log',
  '{',
  '}',
  '\n',
  ' ',
  '\t',
  '\r',
  '"',
  "'",
  '\\',
  '#',
  '=',
  'daily',
  'rotate',
  '7',
  'postrotate',
  'endscript',
  'create',
  'weekly',
  'monthly',
  'size',
  '10M',
  'include',
  'x',
  '*',
  '~',
  '\uFEFF',
  '\u0000',
  'ä',
  '%',
  '$',
  '<<EOF',
  'EOF',
  'endscrip',
  'su',
  '🙂',
  '\ud800',
);
const soup = fc.array(bits, { maxLength: 60 }).map((parts) => parts.join(''));
const texts = fc.oneof(soup, fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 }));

function checkItems(items: readonly Item[], within: Span): void {
  for (const item of items) {
    expect(item.span.start).toBeGreaterThanOrEqual(within.start);
    expect(item.span.end).toBeLessThanOrEqual(within.end);
    expect(item.span.end).toBeGreaterThanOrEqual(item.span.start);
    if (item.kind === 'stanza') checkItems(item.items, { start: item.span.start, end: within.end });
  }
}

test('any text is read, and every span lies in it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { tree, facts, wants } = parse(text);
      checkItems(tree.items, { start: 0, end: text.length });
      for (const { span } of [...facts, ...wants]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      for (const one of judge(text)) {
        expect(one.span.start).toBeGreaterThanOrEqual(0);
        expect(one.span.start).toBeLessThanOrEqual(one.span.end);
        expect(one.span.end).toBeLessThanOrEqual(text.length);
        for (const fix of one.fixes ?? []) for (const edit of fix.edits) expect(edit.span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1500 },
  );
});

test('no item of a scope overlaps the one before it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { tree } = parse(text);
      for (const items of tree.stanzas.map((stanza) => stanza.items)) {
        items.forEach((item, at) => {
          const before = items[at - 1];
          if (before !== undefined) expect(item.span.start).toBeGreaterThanOrEqual(before.span.end);
        });
      }
    }),
    { numRuns: 500 },
  );
});

test('a script is a node with the exact span of its bytes', () => {
  const script = '    if true; then\n\techo "}" # endscript\n    fi\n\n';
  const text = `/var/log/a.log {\n  postrotate\n${script}  endscript\n}\n`;
  const directive = parse(text).tree.stanzas[0]?.items[0];
  expect(directive?.kind === 'directive' && directive.script && text.slice(directive.script.body.start, directive.script.body.end)).toBe(
    script,
  );
});

test('log names: quotes, backslashes, comments between them', () => {
  const text = '"/var/log/a b.log" \'/c d\'\n# no { name\n/e\\ f /g"h"i {\n}\n';
  expect(parse(text).tree.stanzas[0]?.logs.map((log) => log.text)).toEqual(['/var/log/a b.log', '/c d', '/e f', '/ghi']);
});

test('facts and wants', () => {
  const { facts, wants } = parse(
    'include /etc/logrotate.d\ncompress\n/var/log/a.log /var/log/b.log {\n    create 0640 root adm\n    su root syslog\n}\n',
  );
  expect(wants.map((want) => `${want.kind} ${want.value}`)).toEqual(['file /etc/logrotate.d', 'folder /etc/logrotate.d']);
  const rotated = facts.filter((fact) => fact.kind === 'rotatesFile');
  expect(rotated.map((fact) => fact.name)).toEqual(['/var/log/a.log', '/var/log/b.log']);
  expect(rotated[0]?.detail).toMatchObject({ mode: '0640', owner: 'root', group: 'adm', su: 'root syslog', compress: 'yes' });
  expect(facts.filter((fact) => fact.kind === 'sets').map((fact) => fact.name)).toEqual(['compress']);
  expect(facts.some((fact) => fact.kind === 'includes' && fact.name === '/etc/logrotate.d')).toBe(true);
});

test('a stanza that lacks its brace ends where the next one begins', () => {
  const { tree } = parse('/a {\n    daily\n\n/b {\n    weekly\n}\n');
  expect(tree.stanzas.map((stanza) => [stanza.logs[0]?.text, stanza.unclosed, stanza.items.length])).toEqual([
    ['/a', 'stanza', 1],
    ['/b', undefined, 1],
  ]);
});

test('a stanza is read as it is read alone, however often its lines were met before', () => {
  const line = fc.constantFrom(
    '    weekly',
    '\tweekly',
    '  weekly 3',
    '    rotate 4',
    '    rotate = 4',
    '    create 0640 root adm  ',
    '    compress ',
    '    compress delaycompress',
    '    dateext\r',
    '    monthly',
    '    monthly 7',
    '',
    '   ',
    '    # words',
    '    unknown words',
    '    size',
    '    su',
    '    postrotate\n        reload\n    endscript',
    '    include /etc/x',
    '    rotate9',
  );
  const stanza = fc
    .record({
      head: fc.constantFrom('/a {', '/a/*.log /b {', '/a\n/b\n{', '"/a b" {', '/a{', '/a /b\n~/c {'),
      lines: fc.array(line, { maxLength: 8 }),
      end: fc.constantFrom('}', '  }', '\t}'),
    })
    .map(({ head, lines, end }) => `${[head, ...lines, end].join('\n')}\n`);
  const seen = (items: readonly Item[], from: number): unknown =>
    items.map((item) =>
      item.kind === 'directive'
        ? [
            item.name.text,
            item.span.start - from,
            item.span.end - from,
            item.value?.text,
            (item.value?.span.start ?? from) - from,
            item.atEnd,
          ]
        : [item.kind, item.span.start - from, item.span.end - from],
    );
  fc.assert(
    fc.property(fc.array(stanza, { minLength: 1, maxLength: 12 }), (parts) => {
      const { stanzas } = parse(parts.join('')).tree;
      expect(stanzas).toHaveLength(parts.length);
      let from = 0;
      for (const [at, part] of parts.entries()) {
        const alone = parse(part).tree.stanzas[0];
        expect(seen(stanzas[at]?.items ?? [], from)).toEqual(seen(alone?.items ?? [], 0));
        expect(stanzas[at]?.logs.map(({ text, span }) => [text, span.start - from])).toEqual(
          alone?.logs.map(({ text, span }) => [text, span.start]),
        );
        from += part.length;
      }
    }),
  );
});

test('what is wrong with a stanza is told of each that says the same', () => {
  const stanza = (name: string): string => `${name} {\n    rotate 07x\n    minsize 1M\n    size 2M\n    delaycompress\n}\n`;
  const rules = (text: string): readonly string[] => judge(text).map(({ rule }) => rule);
  const alone = rules(stanza('/a'));
  expect(alone).toEqual(expect.arrayContaining(['logrotate-bad-count', 'logrotate-size-limits', 'logrotate-delay-without-compress']));
  expect(rules(stanza('/a') + stanza('/b') + stanza('/c'))).toEqual([...alone, ...alone, ...alone]);
});
