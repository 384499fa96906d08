import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openDocument } from '../../../../../server/src/core/document.ts';
import { lint } from '../../../../../server/src/core/lint.ts';
import { emptyProject, withDocument } from '../../../../../server/src/core/project.ts';
import { parseYaml } from '../../../../../server/src/core/languages/rsyslog/yaml/parse-yaml.ts';
import { originOf } from '../../../../../server/src/core/languages/rsyslog/syntax/origin.ts';
import { anywhere, type Change, changed } from '../../change.ts';
import { comparable } from './comparable.ts';

const templates = [
  '  - name: t\n    type: string\n    string: "%msg%\\n"\n',
  '  - name: l # why\n    type: list\n    elements:\n      - property:\n          name: msg\n      - constant:\n          value: "\\n"\n',
  "  - type: string\n\n    name: old\n    string: '%msg:::drop-last-lf%'\n# a comment at the edge\n",
  '  - plain\n',
  '  -\n    name: below\n',
  '  - {name: flow, type: string, string: "x"}\n',
];
const rulesets = [
  '  - name: r\n    script: |\n      if $msg contains "a" then {\n        action(type="omfile" file="/x")\n      }\n      stop\n',
  '  - name: s\n    queue.type: LinkedList\n    script: |+\n      set $.a = field($msg, 32, 2);\n      :msg, contains, "x" /y\n\n',
  '  - name: f\n    filter: "*.*"\n    actions:\n      - type: omfile\n        file: /var/log/x\n        nosuch: 1\n',
  '  - name: u\n    statements:\n      - if: $a == 1\n        then:\n          - stop: true\n      - set:\n          var: $.x\n          expr: "1 + 2"\n',
  '  - name: c # x\n    script: >\n      call r\n      # not closed /* \n',
  '  - name: k\n    script: |\n      *.* /var/log/all\n      $FileOwner root\n    nosuch: [a, "b"]\n',
];
const inputs = ['  - type: imudp\n    port: "514"\n    ruleset: r\n', '  - type: imtcp\n    port: [514]\n', '  - type: imptcp\n'];
const several = (of: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...of), { maxLength: 4 }).map((all) => all.join(''));
const files = fc
  .tuple(several(templates), several(rulesets), several(inputs), fc.constantFrom('  ', '    ', ''))
  .map(([first, second, third, margin]) => {
    const lists = `templates:\n${first}rulesets: # all\n${second}inputs:\n${third}`.replaceAll(/^ {2}/gm, margin);
    return `version: 2\nglobal:\n  workDirectory: /var/spool\n${lists}`;
  });
const harmless = ['x', '1', ' y', ' # c', '\n      z: "a"\n', '_'];
const typed = [
  ...[
    '',
    ' ',
    '\n',
    '\n  ',
    '\n    x: y\n',
    '\n  - name: n\n',
    '"',
    "'",
    '|',
    '#',
    ' #',
    ':',
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '!t ',
  ],
  ...['---\n', '...\n', '\n\n', '\t', 'x', 'stop', '/*', '*/', '\\', '\r\n', '%', '\ufeff', '\n# c\n'],
  ...harmless,
  ...harmless,
  ...harmless,
];
const change = fc.record({
  where: anywhere,
  gone: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(6)),
  put: fc.constantFrom(...typed),
  stays: fc.oneof(fc.constant(false), fc.boolean()),
});
const changes = fc.array(change, { minLength: 1, maxLength: 8 });

/** The texts that come of a file by changes one after the other; most are taken back again, so that the next is one of a text without a mistake. */
function* textsOf(file: string, all: Iterable<Change & { readonly stays: boolean }>): Generator<string> {
  let text = file;
  for (const change of all) {
    const next = changed(text, change);
    yield next;
    if (change.stays) text = next;
    else yield text;
  }
}

it('a changed YAML text read with what was read before is the text read anew', () => {
  let texts = 0;
  let goneOn = 0;
  fc.assert(
    fc.property(files, changes, (file, all) => {
      let parsed = parseYaml(file);
      for (const text of textsOf(file, all)) {
        parsed = parseYaml(text, parsed);
        expect(comparable(parsed)).toEqual(comparable(parseYaml(text)));
        texts++;
        if (originOf(parsed.tree).previous !== undefined) goneOn++;
      }
    }),
    { numRuns: 150 },
  );
  expect(goneOn).toBeGreaterThan(texts / 10);
});

it('it is judged as the text from nothing is', () => {
  const path = '/etc/rsyslog.d/a.yaml';
  const judged = (document: ReturnType<typeof openDocument>) => lint(withDocument(emptyProject, document), path);
  fc.assert(
    fc.property(files, changes, (file, all) => {
      const options = { language: 'rsyslog-yaml' };
      let document = openDocument(path, file, options);
      judged(document);
      for (const text of textsOf(file, all)) {
        document = openDocument(path, text, { ...options, previous: document });
        expect(judged(document)).toEqual(judged(openDocument(path, text, options)));
      }
    }),
    { numRuns: 80 },
  );
});

it('of a letter typed in an entry that entry alone is read again', () => {
  const file = `rulesets:\n${Array.from({ length: 50 }, (_, n) => `  - name: r${n}\n    script: |\n      stop\n`).join('')}`;
  const before = parseYaml(file);
  const after = parseYaml(file.replace('name: r25\n', 'name: r25x\n'), before);
  const { previous } = originOf(after.tree);
  expect(previous?.identity).toBe(originOf(before.tree).identity);
  expect(previous?.part().items).toHaveLength(1);
  expect(after.tree.items.slice(0, 25)).toEqual(before.tree.items.slice(0, 25));
  expect(after.tree.items.slice(0, 25).every((item, at) => item === before.tree.items[at])).toBe(true);
});
