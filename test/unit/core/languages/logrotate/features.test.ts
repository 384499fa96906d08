import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeatureContext } from '../../../../../server/src/core/language.ts';
import { directives } from '../../../../../server/src/core/languages/logrotate/facts/directives.ts';
import { logrotate } from '../../../../../server/src/core/languages/logrotate/index.ts';
import type { LogrotateTree } from '../../../../../server/src/core/languages/logrotate/tree.ts';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';
import { configurations } from '../../../../daemons/logrotate/generator.ts';
import { judge } from './judge.ts';

/** A context with the caret at `|`, which is taken out. */
function at(marked: string, version?: string): FeatureContext<LogrotateTree> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const parsed = logrotate.parse(text);
  const facts = parsed.facts.map((fact) => ({ fact, file: 'a', own: true }));
  const settings = version === undefined ? {} : { logrotate: { version } };
  return { text, tree: parsed.tree, parsed, settings, path: undefined, facts, closed: false, offset };
}
const labels = (marked: string, version?: string): readonly string[] =>
  (logrotate.complete?.(at(marked, version)) ?? []).map((one) => one.label);

describe('completion', () => {
  test('every directive is offered at top level or in a stanza, with a description', () => {
    const offered = [...(logrotate.complete?.(at('|', 'next')) ?? []), ...(logrotate.complete?.(at('/a {\n    |\n}\n', 'next')) ?? [])];
    for (const record of directives) {
      const found = offered.find((one) => one.label === record.name);
      expect(found, record.name).toBeDefined();
      expect(found?.documentation, record.name).toContain('logrotate(8)');
    }
  });

  test('in a stanza: no directive of the top level, none that is there already, no stanza', () => {
    const found = labels('/a {\n    daily\n    co|\n}\n');
    expect(found).toContain('compress');
    expect(found).not.toContain('tabooext');
    expect(found).not.toContain('weekly');
    expect(found).not.toContain('/var/log/');
    expect(labels('/a {\n    |')).toContain('rotate');
  });

  test('directives that the release does not know are not offered', () => {
    expect(labels('|')).not.toContain('minutes');
    expect(labels('|', '3.18')).not.toContain('ignoreduplicates');
  });

  test('values by directive', () => {
    expect(labels('/a {\n    weekly |\n}\n')).toContain('0');
    expect(labels('/a {\n    size 1|\n}\n')).toContain('100M');
    expect(labels('/a {\n    create |\n}\n')).toContain('0640');
    expect(labels('/a {\n    create 0640 |\n}\n')).not.toContain('0640');
    expect(labels('/a {\n    create 0640 |\n}\n')).toContain('root');
    expect(labels('include |')).toEqual(['/etc/logrotate.d']);
  });

  test('nothing in scripts, comments and log names', () => {
    expect(labels('/a {\n    postrotate\n        ki|\n    endscript\n}\n')).toEqual([]);
    expect(labels('# com|')).toEqual([]);
    expect(labels('/var/l| {\n}\n')).toEqual([]);
  });

  test('what is replaced is the word before the caret', () => {
    const context = at('/a {\n    rot|\n}\n');
    const found = logrotate.complete?.(context).find((one) => one.label === 'rotate');
    expect(found?.span && context.text.slice(found.span.start, found.span.end)).toBe('rot');
    expect(found?.insert).toBe('rotate ${1:4}');
  });
});

describe('hover', () => {
  test('every directive has one that says what it does and where to read on', () => {
    for (const record of directives) {
      const found = logrotate.hover?.(at(`|${record.name}\n`));
      expect(found?.markdown, record.name).toContain(record.summary);
      expect(found?.markdown, record.name).toContain(`logrotate(8), ${record.section}`);
    }
  });

  test('values', () => {
    expect(logrotate.hover?.(at('size 10|0k\n'))?.markdown).toBe('100 KiB (102400 bytes)');
    expect(logrotate.hover?.(at('weekly |1\n'))?.markdown).toBe('Monday');
    expect(logrotate.hover?.(at('create 06|40 root adm\n'))?.markdown).toContain('rw-r-----');
    expect(logrotate.hover?.(at('/a {\n    weekly\n    rotate |4\n}\n'))?.markdown).toBe('Keeps 4 weeks');
    expect(logrotate.hover?.(at('rotate 0|10\n'))?.markdown).toBe('8 (octal)');
    expect(logrotate.hover?.(at('/var/log/|a {\n    weekly\n    rotate 4\n}\n'))?.markdown).toContain('Keeps: 4 weeks');
  });
});

test('signature: the word that is due', () => {
  expect(logrotate.signature?.(at('create |\n'))).toMatchObject({ label: 'create [mode] [owner group]', active: 0 });
  expect(logrotate.signature?.(at('su root |\n'))).toMatchObject({ label: 'su user group', active: 1 });
  expect(logrotate.signature?.(at('daily |\n'))).toBeUndefined();
});

test('symbols, folding, tokens, inlays', () => {
  const text = '# a\n# b\nweekly\n/var/log/a.log {\n    rotate 4\n    postrotate\n        true\n    endscript\n}\n';
  const parsed = logrotate.parse(text);
  expect(logrotate.symbols?.(parsed).map((one) => [one.name, one.detail, one.children?.map((child) => child.name)])).toEqual([
    ['weekly', undefined, undefined],
    ['/var/log/a.log', 'weekly, rotate 4', ['rotate', 'postrotate']],
  ]);
  expect(logrotate.folding?.(parsed).map((span) => text.slice(span.start, span.end).split('\n').length)).toEqual([2, 6, 3]);
  expect(logrotate.tokens?.(parsed).map((token) => `${token.kind} ${text.slice(token.span.start, token.span.end)}`)).toEqual([
    'comment # a',
    'comment # b',
    'property weekly',
    'string /var/log/a.log',
    'operator {',
    'property rotate',
    'number 4',
    'function postrotate',
    'function endscript',
    'operator }',
  ]);
  expect(logrotate.inlays?.(at(`${text}|`)).map((one) => one.label)).toEqual([' keeps 4 weeks']);
});

describe('format', () => {
  const formatted = (text: string): string => applyEdits(text, logrotate.format?.(logrotate.parse(text)) ?? []);

  test('indents, trims, and leaves the script alone', () => {
    expect(formatted('  weekly  \n\n\n\n/var/log/a.log\n  {\n# c\n rotate 4 \n  postrotate\n\techo  1  \n\n endscript\n  }')).toBe(
      'weekly\n\n/var/log/a.log\n{\n # c\n rotate 4\n postrotate\n\techo  1  \n\n endscript\n}\n',
    );
  });

  test('keeps what a file uses: tabs stay tabs', () => {
    expect(formatted('/a {\n\tdaily\n\trotate 7\n  missingok\n}\n')).toBe('/a {\n\tdaily\n\trotate 7\n\tmissingok\n}\n');
  });

  test('a range touches only its lines', () => {
    const text = '/a {\n  daily\n    rotate 7\n missingok\n}\n';
    const line = text.indexOf(' missingok');
    const edits = logrotate.format?.(logrotate.parse(text), { start: line, end: line + 5 }) ?? [];
    expect(edits.every((edit) => edit.span.start >= line)).toBe(true);
    expect(edits.length).toBe(1);
  });

  test('twice is once, and no verdict and no script changes', () => {
    const scripts = (text: string): readonly string[] => {
      const { tree } = logrotate.parse(text);
      return [tree.items, ...tree.stanzas.map((stanza) => stanza.items)].flatMap((items) =>
        items.flatMap((item) =>
          item.kind === 'directive' && item.script?.end !== undefined ? [text.slice(item.script.body.start, item.script.body.end)] : [],
        ),
      );
    };
    const rules = (text: string): readonly string[] =>
      judge(text)
        .map((one) => `${one.severity} ${one.rule}`)
        .sort();
    fc.assert(
      fc.property(configurations, (generated) => {
        // A last line without its end is read otherwise: that is told by a rule of its own.
        const text = `${generated}\n`;
        const once = formatted(text);
        expect(formatted(once)).toBe(once);
        expect(scripts(once)).toEqual(scripts(text));
        expect(rules(once)).toEqual(rules(text));
      }),
      { numRuns: 500 },
    );
  });
});

test('certain fixes mend what they are for', () => {
  for (const [text, mended] of [
    ['/a {\n    missingok;\n}\n', '/a {\n    missingok\n}\n'],
    ['/a {\n    rotate5\n}\n', '/a {\n    rotate 5\n}\n'],
    ['/a {\n    daily\n} # c\n', '/a {\n    daily\n}\n# c\n'],
    ['/a {\n    weekly monday\n}\n', '/a {\n    weekly 1\n}\n'],
    ['/a {\r\n    daily\r\n}\r\n', '/a {\n    daily\n}\n'],
    ['\uFEFFdaily\n', 'daily\n'],
    ['/a {\n    create 0640 root:adm\n}\n', '/a {\n    create 0640 root adm\n}\n'],
  ] as const) {
    const edits = judge(text)
      .filter((one) => one.severity === 'error')
      .flatMap((one) => (one.fixes ?? []).filter((fix) => fix.certain).flatMap((fix) => fix.edits));
    expect(applyEdits(text, edits)).toBe(mended);
  }
});

test('uncertain fixes: spelling, missing brace, endscript, postrotate', () => {
  for (const [text, rule, mended] of [
    ['/a {\n    dailly\n}\n', 'unknown-directive', '/a {\n    daily\n}\n'],
    ['/a {\n    daily\n\n/b {\n}\n', 'unclosed-stanza', '/a {\n    daily\n}\n\n/b {\n}\n'],
    ['/a\n    daily\n}\n', 'missing-open-brace', '/a {\n    daily\n}\n'],
    ['/a {\n    postrotate\n        true\n}\n', 'missing-endscript', '/a {\n    postrotate\n        true\n    endscript\n}\n'],
    [
      '/a {\n    systemctl reload a\n    endscript\n}\n',
      'stray-endscript',
      '/a {\n    postrotate\n    systemctl reload a\n    endscript\n}\n',
    ],
    ['/a {\n    size 10m\n}\n', 'bad-size', '/a {\n    size 10M\n}\n'],
    ['"/a b {\n}\n', 'open-quote', '"/a" b {\n}\n'],
  ] as const) {
    const fix = judge(text).find((one) => one.rule === `logrotate-${rule}`)?.fixes?.[0];
    expect(fix, rule).toBeDefined();
    expect(applyEdits(text, fix?.edits ?? [])).toBe(mended);
  }
});
