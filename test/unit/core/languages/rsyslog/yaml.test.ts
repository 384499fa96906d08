import { describe, expect, test } from 'vitest';
import { emptyProject, lint, openDocument, withDocument } from '../../../../../server/src/core/index.ts';
import type { Project } from '../../../../../server/src/core/index.ts';
import { isRsyslogYaml } from '../../../../../server/src/core/languages/rsyslog/yaml/recognise.ts';
import { rsyslogYaml } from '../../../../../server/src/core/languages/rsyslog/yaml/index.ts';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';

function projectOf(files: Readonly<Record<string, string>>, version?: string): Project {
  let project: Project = { ...emptyProject, settings: () => (version === undefined ? {} : { rsyslog: { version } }) };
  for (const [path, text] of Object.entries(files)) project = withDocument(project, openDocument(path, text));
  return project;
}

/** Rule and marked text of each problem that is no hint. */
function judged(text: string, version?: string): readonly string[] {
  const path = 'etc/rsyslog.d/x.yaml';
  return lint(projectOf({ [path]: text }, version), path)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, span }) => `${rule.replace('rsyslog-', '')}: ${text.slice(span.start, span.end)}`);
}

const inRuleset = (body: string): string => `rulesets:\n  - name: main\n${body.replace(/^/gm, '    ')}\n`;

describe('verdicts, each as the newest rsyslogd gives it', () => {
  // From asking rsyslogd 8.2610 with -N1.
  test.each([
    ['an empty file', '', ['yaml-structure: ']],
    ['a comment alone', '# x\n', ['yaml-structure: ']],
    ['a scalar section', `foo: 1\n${inRuleset('actions: [{type: omfile, file: /x}]')}`, ['yaml-section: foo']],
    ['a misspelled section', 'ruleset:\n  - name: a\n', ['yaml-section: ruleset']],
    ['queue parameters without `queue.`', 'mainqueue:\n  size: 1000\n', ['unknown-parameter: size']],
    ['actions and script', inRuleset('script: ""\nactions: [{type: omfile, file: /x}]'), ['yaml-structure: actions']],
    ['stop: false alone', inRuleset('statements:\n  - stop: false'), ['yaml-structure: stop: false']],
    ['an empty branch', inRuleset('statements:\n  - if: "1 == 1"\n    then: []'), ['yaml-structure: then']],
    ['an alias', 'modules:\n  - &m\n    load: imudp\n  - *m\n', ['yaml-structure: *m']],
    ['a nested mapping', inRuleset('queue.size: {a: b}\nscript: |\n  stop'), ['yaml-structure: queue.size']],
    ['a list for a mapping', 'global:\n  - maxMessageSize: 8k\n', ['yaml-section: global']],
    ['nothing behind a section', 'global:\n', ['yaml-section: global']],
    ['a call of one letter', inRuleset('statements:\n  - call: b'), ['call-name: b']],
    [
      'a declaration in a script',
      inRuleset('script: |\n  template(name="t" type="string" string="x")\n  stop'),
      ['declaration-in-block: template('],
    ],
    ['a line that is not joined', inRuleset('script: |\n  *.* \\\n    /x'), ['syntax: \\']],
    [
      'an element with two keys',
      'templates:\n  - name: t\n    type: list\n    elements:\n      - property: {name: msg}\n        constant: {value: x}\n',
      ['yaml-structure: constant'],
    ],
    ['the default ruleset', 'rulesets:\n  - name: RSYSLOG_DefaultRuleset\n    script: stop\n', ['defined-twice: RSYSLOG_DefaultRuleset']],
    ['no YAML', 'rulesets:\n  - name: "a\n', ['yaml-syntax: ']],
  ])('%s', (_, text, expected) => {
    const found = judged(text);
    for (const one of expected)
      expect(
        found.some((problem) => problem.startsWith(one)),
        `${one} in ${JSON.stringify(found)}`,
      ).toBe(true);
  });

  test.each([
    [
      'templates behind a script that uses them',
      `${inRuleset('script: |\n  action(type="omfile" file="/x" template="t")')}templates:\n  - name: t\n    type: string\n    string: "x"\n`,
    ],
    ['two documents are told as a warning only', `${inRuleset('script: stop')}`],
    ['a directive in a script', inRuleset('script: |\n  $template t,"x"\n  *.* /x;t')],
    ['the release that brought it', inRuleset('script: stop')],
  ])('nothing: %s', (_, text) => {
    expect(judged(text)).toEqual([]);
  });

  test('a template behind `actions` that use it is an error: these are read at once', () => {
    const text = `${inRuleset('actions: [{type: omfile, file: /x, template: t}]')}templates:\n  - name: t\n    type: string\n    string: "x"\n`;
    expect(judged(text)).toEqual(['unknown-name: t']);
  });

  test('a version before 8.2604 is said', () => {
    expect(judged(inRuleset('script: stop'), '8.2302')).toContain('yaml-version: name');
    expect(judged(inRuleset('script: stop'), '8.2604')).toEqual([]);
  });

  test('what rsyslogd passes over is a warning', () => {
    expect(judged(inRuleset('statements:\n  - type: omfile\n    file: /x\n    stop: true'))).toEqual([
      'yaml-ignored: type',
      'yaml-ignored: file',
    ]);
    expect(judged(inRuleset('filter: "*.info"\nscript: stop'))).toEqual(['yaml-ignored: filter']);
    expect(judged(`${inRuleset('script: stop')}---\nfoo: bar\n`)).toEqual(['yaml-ignored: ---']);
    expect(judged('include:\n  - path: /etc/a.conf\n  - path: /etc/b.yaml\n')).toEqual(['yaml-include-order: path']);
  });
});

describe('places', () => {
  // Each way to write a scalar, with what is wrong marked in guillemets.
  test.each([
    ['a script', 'script: |\n  # why\n  if $msg «contans» "x" then stop'],
    ['a deeper script', 'script: |2\n    if $msg «contans» "x" then stop'],
    ['a folded script', 'script: >\n  if $msg «contans» "x"\n  then stop'],
    ['single quotes', "statements:\n  - if: '''a'' == $msg and «strlenn»($msg)'\n    then: [{stop: true}]"],
    ['double quotes', 'statements:\n  - if: "\\"a\\" == $msg and «strlenn»($msg)"\n    then: [{stop: true}]'],
    ['a plain scalar', 'statements:\n  - if: $msg == 1 and «strlenn»($msg)\n    then: [{stop: true}]'],
    ['a plain scalar of two lines', 'statements:\n  - if: $msg == 1\n      and «strlenn»($msg)\n    then: [{stop: true}]'],
    ['a parameter in flow', 'actions: [{type: omfile, «fil»: /x, file: /y}]'],
    ['a value', 'actions:\n  - type: omfile\n    file: /x\n    asyncWriting: «"yes»"'],
    ['set', 'statements:\n  - set: {var: $.x, expr: "«fieldd»($msg)"}'],
  ])('%s', (_, body) => {
    const marked = inRuleset(body);
    const start = marked.indexOf('«');
    const text = marked.replace(/[«»]/g, '');
    const path = 'etc/rsyslog.d/x.yaml';
    const found = lint(projectOf({ [path]: text }), path).filter(({ severity }) => severity === 'error');
    expect(found[0]?.span.start, JSON.stringify(found[0])).toBe(start);
  });

  test('a repair is written as its scalar has it', () => {
    const text = inRuleset("statements:\n  - if: '$msg contans ''x'''\n    then: [{stop: true}]");
    const path = 'etc/rsyslog.d/x.yaml';
    const problem = lint(projectOf({ [path]: text }), path).find(({ rule }) => rule === 'rsyslog-unknown-operator');
    expect(applyEdits(text, problem?.fixes[0]?.edits ?? [])).toBe(text.replace('contans', 'contains'));
  });
});

test('files of both kinds are judged together', () => {
  const project = projectOf({
    'etc/rsyslog.d/a.conf':
      'template(name="t" type="string" string="x")\nmodule(load="imudp")\ninput(type="imudp" port="514" ruleset="yy")\n',
    'etc/rsyslog.d/b.yaml': 'rulesets:\n  - name: yy\n    actions: [{type: omfile, file: /x, template: t}]\n',
  });
  for (const path of project.documents.keys()) expect(lint(project, path).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  expect([...project.documents.values()].map(({ language }) => language)).toEqual(['rsyslog', 'rsyslog-yaml']);
});

describe('which YAML is rsyslog’s', () => {
  test.each([
    ['/x/any.yaml', inRuleset('script: stop'), true],
    ['/x/any.yaml', 'version: 2\nmodules:\n- load: "imudp"\n', true],
    ['/x/any.yml', '# c\ninputs:\n  - type: imtcp\n', true],
    ['/x/rsyslog.yaml', '', true],
    ['/x/rsyslog.yaml', 'global:\n  workDirectory: /x\n', true],
    ['/x/rsyslog.yaml', '- hosts: all\n  tasks: []\n', false],
    ['/x/rsyslog.yaml', 'apiVersion: v1\nkind: ConfigMap\n', false],
    ['/x/values.yaml', 'global:\n  image: x\n', false],
    ['/x/.gitlab-ci.yml', 'include:\n  - local: x\n', false],
    ['/x/angular.yaml', 'modules:\n  - load: thing\n', false],
    ['/x/prometheus.yaml', 'global:\n  x: 1\nrulesets:\n  - a\n', false],
    ['/x/mixed.yaml', `${inRuleset('script: stop')}kind: Deployment\n`, false],
  ])('%s %j', (path, text, expected) => {
    expect(isRsyslogYaml(path, text)).toBe(expected);
    expect(openDocument(path, text).ours).toBe(expected);
  });

  test('a drop-in is by its path', () => {
    expect(openDocument('/etc/rsyslog.d/10-x.yaml', 'what: ever\n').language).toBe('rsyslog-yaml');
  });
});

test('whatever the text, reading it gives places inside of it', () => {
  const texts = [
    '[',
    '{',
    `${'['.repeat(50_000)}`,
    `${'- '.repeat(20_000)}x`,
    `${'a: {'.repeat(20_000)}`,
    Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    'rulesets:\r\n  - name: a\r\n    script: |\r\n      *.* /x\r\n',
    '\ufeffrulesets:\n  - name: a\n    script: stop\n',
    'rulesets:\n\t- name: a\n',
    'a: "\\ud800"\n',
    'rulesets:\n  - name: "a \n  - name: "b"\n',
    '\ud800: \0\n',
    'rulesets:\n  - name: a\n    script: |\n',
    '%YAML 1.2\n---\nrulesets: []\n',
    'rulesets:\n  - name: a\n    script: !!binary aGk=\n',
    '? {a: b}\n: c\n',
    'rulesets:\n  - name: a\n    statements:\n      - foreach:\n      - set:\n      - if:\n      - call:\n      - unset:\n      - reload_lookup_table:\n',
  ];
  for (const text of texts) {
    const parsed = rsyslogYaml.parse(text);
    for (const { span } of parsed.problems) {
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
    rsyslogYaml.tokens?.(parsed);
    rsyslogYaml.folding?.(parsed);
    rsyslogYaml.symbols?.(parsed);
  }
  expect(rsyslogYaml.parse('rulesets:\r\n  - name: a\r\n    script: |\r\n      *.* /x\r\n').problems).toEqual([]);
});

test('one mistake in a script is one problem, however far in the file it stands', () => {
  const broken = inRuleset('script: |\n  action(type="omfile" file="/x) ) (\n  stop');
  expect(judged(broken)).toEqual(['missing-quote: "/x) ) (']);
  expect(judged(`# ${'x'.repeat(300)}\n${broken}`)).toEqual(judged(broken));
});
