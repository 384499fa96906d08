import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { rsyslogYaml } from '../../../../../server/src/core/languages/rsyslog/yaml/index.ts';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';

const formatted = (text: string): string => applyEdits(text, rsyslogYaml.format?.(rsyslogYaml.parse(text)) ?? []);

test('blanks at the ends of lines go, those in scalars stay', () => {
  const text =
    'version: 2  \r\ninputs:\t\n  - type: imudp  # c \n  \n    port: "a  \n      b"\nrulesets:\n  - name: rs\n    script: |  \n      stop   \n';
  expect(formatted(text)).toBe(
    'version: 2\r\ninputs:\n  - type: imudp  # c\n\n    port: "a  \n      b"\nrulesets:\n  - name: rs\n    script: |\n      stop   \n',
  );
});

test('a formatted file holds what it held, and formatting twice is formatting once', () => {
  const piece = fc.constantFrom(
    'version: 2',
    'rulesets:',
    '- name: rs',
    '  script: |',
    '  script: |+',
    '  script: >-',
    '    stop',
    '    # c',
    '# c',
    'a: "x',
    'y"',
    "b: 'z",
    "'",
    '',
    'k: plain',
    '    more',
    '- [a,',
    'b ]',
  );
  const lines = fc.array(fc.tuple(piece, fc.constantFrom('', ' ', '  \t', '\r')), { maxLength: 14 });
  fc.assert(
    fc.property(lines, (parts) => {
      const text = parts.map(([line, end]) => `${line}${end}\n`).join('');
      const once = formatted(text);
      expect(formatted(once)).toBe(once);
      const held = (one: string): unknown => parseDocument(one, { logLevel: 'silent' }).toJS();
      if (parseDocument(text).errors.length === 0) expect(held(once)).toEqual(held(text));
    }),
    { numRuns: 500 },
  );
});
