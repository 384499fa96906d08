import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchema, opsbookShape, readOpsbookYaml } from '../../../../server/src/core/index.ts';

const troubles = (text: string): readonly string[] =>
  readOpsbookYaml(text).troubles.map(({ line, column, message }) => `${line}:${column} ${message}`);
const valid = new Ajv({ allowUnionTypes: true }).compile(jsonSchema(opsbookShape()));

const whole = `hosts:
  web1: 192.0.2.1
  db1: { address: 192.0.2.2, port: 2222, user: deploy, production: true }
  plain:
groups:
  web: web[1-3]
  all: [web1, "@web"]
inventories: inventory.yml
include: ["ops/**", "*.book.md"]
rules:
  logrotate-unknown-directive: off
logrotate:
  version: 3.21
overrides:
  - files: "old/**"
    rules: { logrotate-unknown-directive: hint }
    interfaces: { dialect: ifupdown2 }
`;

describe('opsbook.yaml', () => {
  it('is read whole', () => {
    const read = readOpsbookYaml(whole);
    expect(read.troubles).toEqual([]);
    expect(read.hosts).toEqual([
      { name: 'web1', address: '192.0.2.1' },
      { name: 'db1', address: '192.0.2.2', port: 2222, user: 'deploy', production: true },
      { name: 'plain' },
    ]);
    expect([...read.groups]).toEqual([
      ['web', 'web[1-3]'],
      ['all', 'web1,@web'],
    ]);
    expect([read.inventories, read.include]).toEqual([['inventory.yml'], ['ops/**', '*.book.md']]);
    expect(read.settings).toEqual({ rules: { 'logrotate-unknown-directive': 'off' }, logrotate: { version: '3.21' } });
    expect(read.overrides).toEqual([
      {
        files: ['old/**'],
        settings: { rules: { 'logrotate-unknown-directive': 'hint' }, interfaces: { dialect: 'ifupdown2' } },
      },
    ]);
  });

  it('keeps a version as it is written', () => {
    expect(readOpsbookYaml('logrotate:\n  version: 3.10\n')).toMatchObject({ settings: { logrotate: { version: '3.10' } }, troubles: [] });
  });

  it.each([
    ['a key that is misspelt', 'ruels:\n', '1:1 opsbook.yaml: the key `ruels` is unknown; did you mean `rules`?'],
    [
      'a rule that is misspelt',
      'rules:\n  logrotate-unknown-directiv: off\n',
      '2:3 `rules`: the rule `logrotate-unknown-directiv` is unknown; did you mean `logrotate-unknown-directive`?',
    ],
    [
      'a severity that is none',
      'rules: { runbook-name-twice: warn }\n',
      '1:30 `runbook-name-twice` cannot be `warn`; `off`, `error`, `warning`, `info`, `hint` were expected',
    ],
    ['a setting that is none', 'interfaces:\n  dialect: cisco\n', /^2:12 `dialect` cannot be `cisco`; `auto`, /],
    ['a mapping in the place of a list', 'include:\n  a: b\n', '2:3 `include`: one value was expected'],
    ['a list in the place of a mapping', 'rules:\n  - a\n', '2:3 `rules`: a mapping of rules was expected'],
    ['a port that is none', 'hosts:\n  a: { port: 70000 }\n', '2:14 `port` cannot be `70000`; a number from 1 to 65535 was expected'],
    ['an override for no files', 'overrides:\n  - rules: { runbook-name-twice: off }\n', '2:5 `overrides`: `files` is missing'],
    [
      'hosts in an override',
      'overrides:\n  - files: a\n    hosts: [b]\n',
      /^3:5 `overrides`: the key `hosts` is unknown; `files`, `rules`, /,
    ],
    ['a key that stands twice', 'include: a\ninclude: b\n', '2:1 opsbook.yaml: `include` stands here twice; the last one counts'],
    [
      'an alias',
      'include: &a x\ninventories: *a\n',
      '2:14 `inventories`: a YAML alias is not followed here; the value itself was expected',
    ],
    ['no mapping', '- a\n', '1:1 a mapping with keys such as `hosts` and `rules` was expected'],
    ['no YAML', 'a: [\n', /^\d+:\d+ it is no YAML: /],
  ])('tells %s, with its place', (_, text, expected) => {
    const found = troubles(text);
    expect(found).toHaveLength(1);
    if (typeof expected === 'string') expect(found[0]).toBe(expected);
    else expect(found[0]).toMatch(expected);
  });

  it('says nothing of what is not written yet', () => {
    expect(troubles('rules:\nhosts:\ninclude:\noverrides:\nlogrotate:\n  version:\n')).toEqual([]);
    expect(troubles('')).toEqual([]);
  });
});

describe('the JSON schema of opsbook.yaml', () => {
  it('takes what is read without trouble', () => {
    for (const text of [whole, 'logrotate: { version: 3.21 }', 'include: a', 'hosts: [a, b]', 'overrides: []'])
      expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true);
  });

  it('refuses what is told as trouble', () => {
    for (const text of [
      'ruels: {}',
      'rules: { runbook-nothing: off }',
      'rules: { runbook-name-twice: warn }',
      'interfaces: { dialect: cisco }',
      'include: { a: b }',
      'hosts: { a: { port: 70000 } }',
      'overrides: [{ rules: {} }]',
    ]) {
      expect(valid(parse(text)), text).toBe(false);
      expect(troubles(text).length, text).toBeGreaterThan(0);
    }
  });
});
