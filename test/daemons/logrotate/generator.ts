import fc from 'fast-check';
import { directives } from '../../../server/src/core/languages/logrotate/facts/directives.ts';

const pick = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const oneOf = (...parts: readonly (readonly [number, fc.Arbitrary<string>])[]): fc.Arbitrary<string> =>
  fc.oneof(...parts.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Values by kind of argument: good ones, odd ones that are taken, bad ones. Accounts are such as every machine has. */
const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  size: oneOf(
    [6, pick('10M', '1k', '5G', '100', '0', '4K')],
    [
      2,
      pick(
        '0x10',
        '010',
        '+5',
        '08',
        '10m',
        '10 M',
        '10MB',
        '-5',
        'k',
        'M',
        '1.5M',
        '0xFF',
        '99999999999999999999',
        '7 # c',
        'abc',
        '10M daily',
      ),
    ],
  ),
  count: oneOf(
    [6, pick('0', '4', '52', '7')],
    [
      2,
      pick(
        '-1',
        '-2',
        '010',
        '0x1f',
        '08',
        '4days',
        '4 # c',
        '4294967296',
        '2147483648',
        '+3',
        '3 4',
        '99999999999999999999',
        '"4"',
        '4}',
        '4 }',
      ),
    ],
  ),
  weekday: oneOf([6, pick('', '', '0', '7', '1')], [1, pick('8', 'monday', '-1', '3 4', '# c', '1 # c', '+2', '01', '=3', '= 3')]),
  monthday: oneOf([8, pick('')], [1, pick('3', '31', 'x', '# c')]),
  account: oneOf(
    [5, pick('root root', 'root adm', 'daemon daemon')],
    [2, pick('', 'root', 'root root root', '0640 root adm', 'root adm # c', 'root:adm', '0 0', '= root adm', 'root,adm')],
  ),
  ownership: oneOf(
    [6, pick('', '0640 root adm', '640', '0644 root root', 'root adm', '0600 root root')],
    [
      2,
      pick(
        '0680 root adm',
        '9999',
        '640 root adm x',
        '0640 root adm # c',
        'u+rw',
        'rw-r--r--',
        '=0644',
        '0640 root:adm',
        '-1 root root',
        '177777 root root',
        '10640 root adm',
        '0640,root,adm',
      ),
    ],
  ),
  path: oneOf(
    [5, pick('/var/log/old', '/usr/bin/xz', 'old', '.xz', '~/old')],
    [2, pick('/a b', '/usr/bin/xz -9', '"/q"', '/x # c', '/x\ty')],
  ),
  include: pick('/nonexistent/opsbook', '/nonexistent/a b'),
  address: oneOf([4, pick('root', 'a@b.example')], [2, pick('a b', 'ä@b', 'a@b # c', 'a@b,c@d', 'a\tb')]),
  arguments: oneOf([4, pick('-9', '-9 -v', '"-9 -v"')], [2, pick('', '-9 \\', '= -9', '-9 "', "-9 '\\", '-9 # c', '\\', '"a\\"')]),
  patterns: oneOf([4, pick('+ .save', '.save', '+ .a .b', '.a,.b')], [1, pick('', '+')]),
  text: oneOf([4, pick('-%Y%m%d', '.log', '.%s')], [1, pick('a b', '# c', '')]),
};

const separator = oneOf([12, pick(' ')], [2, pick('\t', '  ', '=', ' = ', '= ')], [1, pick('\r', '\v')]);
const indent = oneOf([8, pick('    ')], [1, pick('', '\t', ' ')]);
const trail = oneOf([16, pick('')], [1, pick(' ', '\t', ' # c', ';', '\r', ' compress', ' junk', ' }', '}', ' {', ' 5')]);

const script = fc
  .record({
    body: fc.array(
      oneOf(
        [6, pick('kill -HUP 1', '  systemctl reload app || true', '# comment', '', 'if [ -f /x ]; then', '/usr/bin/thing {', 'f() {', '}')],
        [1, pick('endscript_', 'echo endscript', 'endscrip', 'compress')],
      ),
      { maxLength: 4 },
    ),
    beside: oneOf([10, pick('')], [1, pick(' echo hi', ' endscript', ' # c')]),
    end: oneOf(
      [20, pick('endscript')],
      [
        1,
        pick(
          '',
          'endscript }',
          'endscript}',
          'endscript # c',
          'endscript;',
          'endscript junk',
          'endscript compress',
          'Endscript',
          'endscript\r',
        ),
      ],
    ),
    name: pick('postrotate', 'prerotate', 'firstaction', 'lastaction', 'preremove'),
  })
  .map(({ body, beside, end, name }) => [`${name}${beside}`, ...body.map((line) => `    ${line}`), end].join('\n'));

const directive = fc
  .constantFrom(...directives.filter((record) => record.argument !== 'script' && record.since !== 'next'))
  .chain((record) =>
    fc
      .record({ separator, value: values[record.argument] ?? pick(''), trail, drop: fc.nat(40) })
      .map((made) => (made.drop === 0 || made.value === '' ? record.name : `${record.name}${made.separator}${made.value}`) + made.trail),
  );

const slip = pick(
  'dailly',
  'Compress',
  'foo bar',
  'rotate5',
  'missingok;',
  'vendor_x',
  '= x',
  '5',
  '*',
  '{',
  '}',
  '/var/log/stray',
  'a:b',
  'daily=true',
  'daily = true',
  'compress yes',
  'endscript',
  '\r',
  '\\',
  'tabooext + .x',
  '"q"',
  "'",
  'errors root@x',
  '-x',
);

const line = oneOf([20, directive], [3, script], [2, pick('', '# comment', '  # { }', '\t')], [1, slip]);

const logNames = oneOf(
  [12, fc.nat(40).map((n) => `/var/log/opsbook-gen/${n}.log`)],
  [2, fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => `/var/log/opsbook-gen/${a}.log /var/log/opsbook-gen/${b}.log`)],
  [2, fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => `/var/log/opsbook-gen/${a}.log\n# c {\n/var/log/opsbook-gen/${b}.log`)],
  [
    1,
    pick(
      '"/var/log/opsbook gen/a.log"',
      "'/var/log/opsbook-gen/q.log'",
      '~/opsbook-gen.log',
      '/var/log/opsbook-gen/*.log',
      '"/var/log/opsbook-gen/open',
      '/var/log/opsbook-gen/a\\ b',
    ),
  ],
  [1, pick('var/log/x', '""', '/var/log/opsbook-gen/x # c', '/var/log/opsbook-gen/\\', 'messages')],
);

const opening = oneOf([16, pick(' {\n')], [2, pick('\n{\n', '{\n', ' { ', ' {')], [1, pick('\n', ' {\r\n', ' { # c\n')]);
const closing = oneOf(
  [20, pick('}\n')],
  [2, pick('}', ' }  \n', '}\n\n')],
  [1, pick('', '} # c\n', '};\n', '}\r\n', '} /x {\n', '}}\n', '}\n}\n')],
);

const stanza = fc
  .record({
    names: logNames,
    opening,
    lines: fc.array(fc.tuple(indent, line), { maxLength: 6 }),
    closing,
    glue: pick('\n', '\n', '\n', '\n', ' '),
  })
  .map(
    ({ names, opening: open, lines, closing: close, glue }) =>
      names + open + lines.map(([space, text]) => space + text + glue).join('') + close,
  );

/** Texts as people write them and slip in them, about half of which logrotate takes. */
export const configurations: fc.Arbitrary<string> = fc
  .record({
    parts: fc.array(oneOf([4, stanza], [2, line.map((text) => `${text}\n`)], [1, pick('\n', '# c\n')]), { minLength: 1, maxLength: 5 }),
    end: oneOf(
      [8, pick('')],
      [
        1,
        pick(
          'compress',
          'rotate 4',
          'rotate 4 ',
          'weekly ',
          'size',
          'rotate ',
          '\n\n',
          '/var/log/opsbook-gen/last',
          'create ',
          '# c',
          '}',
          'postrotate',
        ),
      ],
    ),
    mark: oneOf([40, pick('')], [1, pick('\uFEFF')]),
  })
  .map(({ parts, end, mark }) => mark + parts.join('') + end);
