import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rsyslog } from '../../../../../server/src/core/languages/rsyslog/index.ts';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';
import { judge } from './judge.ts';

const words = fc.constantFrom(
  ...[
    'action(',
    'type="omfile"',
    'file="/f"',
    ')',
    '{',
    '}',
    'if ',
    '$msg',
    ' contains ',
    '"x"',
    ' then ',
    'else',
    'stop',
    '& ',
    'mail.*',
    '*.=info;',
    ' /f',
    ';tpl',
    '\n',
    '\\\n',
    '"',
    "'",
    '`',
    '%',
    '[',
    ']',
    ',',
  ],
  ...[
    'template(name="t" type="list")',
    'property(name="msg")',
    'ruleset(name="r")',
    'set $.a = 1;',
    'foreach ($.i in $!l) do ',
    ':msg, contains, "a"',
    '$ModLoad imudp',
    '$template t,"%msg%"',
    '/*',
    '*/',
    '# c',
    '@@h:1',
    '~',
    '\t',
    '\0',
    '\ufeff',
    'é',
    '=',
    '(',
    'call r',
    'x="',
    'not ',
  ],
);
const texts = fc.oneof(
  fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 200, unit: 'binary' }),
);

test('any text is parsed and judged, with every place inside of it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { span, fixes, related } of judge(text)) {
        for (const one of [
          span,
          ...(fixes ?? []).flatMap(({ edits }) => edits.map((edit) => edit.span)),
          ...(related ?? []).map((other) => other.span),
        ]) {
          expect(one.start).toBeGreaterThanOrEqual(0);
          expect(one.start).toBeLessThanOrEqual(one.end);
          expect(one.end).toBeLessThanOrEqual(text.length);
        }
      }
      const parsed = rsyslog.parse(text);
      for (const { span } of parsed.facts) expect(span.end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1500 },
  );
});

test('features take any text and any place, and formatting twice is formatting once', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, place) => {
      const parsed = rsyslog.parse(text);
      const facts = parsed.facts.map((fact) => ({ fact, file: 'x', own: true }));
      const context = {
        text,
        tree: parsed.tree,
        parsed,
        settings: {},
        path: undefined,
        facts,
        closed: false,
        offset: place % (text.length + 1),
      };
      rsyslog.hover?.(context);
      rsyslog.complete?.(context);
      rsyslog.signature?.(context);
      rsyslog.symbols?.(parsed);
      rsyslog.folding?.(parsed);
      rsyslog.inlays?.(context);
      let end = 0;
      for (const { span } of rsyslog.tokens?.(parsed) ?? []) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        end = span.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
      const once = applyEdits(text, rsyslog.format?.(parsed) ?? []);
      expect(applyEdits(once, rsyslog.format?.(rsyslog.parse(once)) ?? [])).toBe(once);
    }),
    { numRuns: 600 },
  );
});

test('nesting and length exhaust nothing', () => {
  const many = 20_000;
  for (const text of [
    '('.repeat(many),
    `if ${'('.repeat(many)}`,
    'if 1 then '.repeat(many),
    'if 1 then {\n'.repeat(many),
    `if ${'not '.repeat(many)}1 then stop\n`,
    `set $.a = ${'1 + '.repeat(many)}1;\n`,
    '{'.repeat(many),
    '}'.repeat(many),
    '"'.repeat(many),
    'action('.repeat(many),
    `*.* ${'x'.repeat(many)}`,
    'mail.*\n'.repeat(many),
    `${'a\\\n'.repeat(many)}`,
  ]) {
    expect(() => judge(text)).not.toThrow();
  }
});
