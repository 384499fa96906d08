import { describe, expect, test } from 'vitest';
import { rsyslog } from '../../../../../server/src/core/languages/rsyslog/index.ts';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';

/** The context of a text at its `|`, which is taken out. */
function at(marked: string, version = '8.2610') {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const parsed = rsyslog.parse(text);
  const facts = parsed.facts.map((fact) => ({ fact, file: 'x', own: true }));
  return { text, tree: parsed.tree, parsed, settings: { rsyslog: { version } }, path: undefined, facts, closed: false, offset };
}

const labels = (marked: string, version?: string): readonly string[] =>
  (rsyslog.complete?.(at(marked, version)) ?? []).map(({ label }) => label);

describe('completion by place', () => {
  test('parameters of the module that is named, those that are there left out', () => {
    const found = labels('action(type="omfile" file="/x" |)');
    expect(found).toContain('dynafile');
    expect(found).toContain('queue.type');
    expect(found).not.toContain('file');
    expect(found).not.toContain('port');
  });
  test('parameters inside of an object that nobody has closed', () => expect(labels('input(type="imudp" po|\n*.* /f\n')).toContain('port'));
  test('parameters that the version has', () => {
    expect(labels('action(type="omfwd" |)', '8.2302')).not.toContain('targetSrv'.toLowerCase());
    expect(labels('action(type="omfwd" |)').map((label) => label.toLowerCase())).toContain('targetsrv');
  });
  test('values', () => {
    expect(labels('action(type="omfile" sync="|")')).toEqual(['on', 'off']);
    expect(labels('action(type="|")')).toContain('omfwd');
    expect(labels('action(type="|")')).not.toContain('imudp');
    expect(labels('main_queue(queue.type="|")', '8.2302')).toEqual(['FixedArray', 'LinkedList', 'Disk', 'Direct']);
    expect(labels('template(name="own" type="string" string="x")\naction(type="omfile" template="|")')).toEqual(
      expect.arrayContaining(['own', 'RSYSLOG_FileFormat']),
    );
    expect(labels('ruleset(name="rs") { stop }\ninput(type="imudp" ruleset="|")')).toEqual(['rs']);
    expect(labels('template(name="t" type="list") { property(name="|") }')).toContain('timereported');
  });
  test('statements, selectors, directives, filters, expressions', () => {
    expect(labels('|')).toEqual(expect.arrayContaining(['action', 'if', 'mail', 'ruleset']));
    expect(labels('mail.|')).toEqual(expect.arrayContaining(['info', 'none', '*']));
    expect(labels('$Work|')).toContain('$WorkDirectory');
    expect(labels(':ms|')).toContain('msg');
    expect(labels(':msg, con|')).toContain('contains');
    expect(labels('if $m|')).toContain('$msg');
    expect(labels('if re_|')).toContain('re_match');
    expect(labels('ruleset(name="rs") { stop }\ncall r|')).toContain('rs');
    expect(labels('# |')).toEqual([]);
  });
});

describe('hover', () => {
  const hover = (marked: string): string => rsyslog.hover?.(at(marked))?.markdown ?? '';
  test('a parameter with its type, default and module', () => {
    expect(hover('action(type="omfile" fileCreate|Mode="0640" file="/x")')).toMatch(/permissions[\s\S]*file mode[\s\S]*0644[\s\S]*omfile/);
  });
  test('objects, modules, functions, variables, facilities, severities, comparisons', () => {
    expect(hover('ru|leset(name="rs") { stop }')).toContain('statements');
    expect(hover('module(load="im|udp")')).toContain('receives');
    expect(hover('if strl|en($msg) > 1 then stop')).toContain('bytes');
    expect(hover('if $m|sg == "a" then stop')).toContain('message part');
    expect(hover('if $.|x == "a" then stop')).toContain('local');
    expect(hover('ma|il.info /f')).toContain('facility 2');
    expect(hover('mail.war|ning /f')).toContain('severity 4');
    expect(hover(':msg, start|swith, "x" /f')).toContain('begins');
    expect(hover('*.* /f;RSYSLOG_File|Format')).toContain('built in');
    expect(hover('# ru|leset')).toBe('');
  });
});

test('signature of a function, with the argument at the caret', () => {
  expect(rsyslog.signature?.(at('set $.a = field($msg, 58|, 2);'))).toMatchObject({ label: 'field(text, delimiter, number)', active: 1 });
  expect(rsyslog.signature?.(at('set $.a = field($msg, 58, 2);|'))).toBeUndefined();
});

test('outline, folding and notes', () => {
  const text = 'template(name="t" type="string" string="x")\nruleset(name="rs") {\n  action(type="omfile" file="/f")\n}\nmail.3 /g\n';
  const { parsed, ...context } = at(`${text}|`);
  expect(rsyslog.symbols?.(parsed).map(({ name, children }) => [name, children?.map((child) => child.detail)])).toEqual([
    ['t', undefined],
    ['rs', ['action /f']],
    ['mail.3', ['action']],
  ]);
  expect(rsyslog.folding?.(parsed)).toHaveLength(1);
  expect(rsyslog.inlays?.({ ...context, parsed }).map(({ label }) => label)).toEqual([
    'template: RSYSLOG_FileFormat',
    'err',
    ';RSYSLOG_FileFormat',
  ]);
});

test('formatting indents by depth and changes nothing else', () => {
  const text =
    'if $msg contains "x" then {   \naction(type="omfile"\nfile="/f"\n)\n} else if $!a then {\n      stop\n}\nmail.*;\\\n   news.*   /g\n';
  const parsed = rsyslog.parse(text);
  expect(applyEdits(text, rsyslog.format?.(parsed) ?? [])).toBe(
    'if $msg contains "x" then {\n  action(type="omfile"\n    file="/f"\n  )\n} else if $!a then {\n  stop\n}\nmail.*;\\\n   news.*   /g\n',
  );
  expect(rsyslog.format?.(rsyslog.parse('if $msg then {\nstop\n'))).toEqual([]);
});

test('snippets stand for themselves: no sign of ours is a variable of the editor', () => {
  for (const { insert, snippet } of rsyslog.complete?.(at('|')) ?? []) {
    if (snippet === true) expect(insert).not.toMatch(/(?<!\\)\$(?![0-9{])/);
  }
});

test('files that are written, followed or read are links; globs, templates and relative paths are none', () => {
  const text = [
    'action(type="omfile" file="/var/log/a.log" action.errorFile="/var/log/errors")',
    'action(type="omfile" dynaFile="/var/log/%hostname%")',
    'action(type="omfwd" target="h" StreamDriver.CAFile="/etc/ca.pem" template="/not/a/path")',
    'input(type="imfile" tag="a" file=["/var/log/b.log"])',
    'input(type="imfile" tag="b" file="/var/log/*.log")',
    'lookup_table(name="t" file="/etc/table.json")',
    'mail.* -/var/log/mail.log;RSYSLOG_FileFormat',
    '*.* ?names',
    '*.* ./beside',
    '*.* |/run/pipe',
    '',
  ].join('\n');
  const found = rsyslog.pathLinks?.(rsyslog.parse(text)) ?? [];
  expect(found.map(({ path }) => path)).toEqual([
    '/var/log/a.log',
    '/var/log/errors',
    '/etc/ca.pem',
    '/var/log/b.log',
    '/etc/table.json',
    '/var/log/mail.log',
  ]);
  for (const { span, path } of found) expect(text.slice(span.start, span.end)).toBe(path);
});

test('signature of a template, and of the replacer at the caret', () => {
  const signature = (marked: string): readonly (string | undefined)[] | undefined => {
    const found = rsyslog.signature?.(at(marked));
    return found && [found.label, found.parameters[found.active]?.label];
  };
  const plain = '%property:from:to:options%';
  expect(signature('template(|)')).toEqual(['template(name="..." type="string|list|subtree|plugin" string="...")', 'name="..."']);
  expect(signature('template(name="t" type="subtree" |)')).toEqual(['template(name="..." type="..." subtree="...")', 'subtree="..."']);
  expect(signature('template(name="t" type="li|st")')).toEqual(['template(name="..." type="...")', 'type="..."']);
  expect(signature('template(name="t" type="string" string="a %m|sg% b")')).toEqual([plain, 'property']);
  expect(signature('template(name="t" type="string" string="%msg:1:|")')).toEqual([plain, 'to']);
  expect(signature('template(name="t" type="string" string="%msg:::drop|-last-lf%")')).toEqual([plain, 'options']);
  expect(signature('template(name="t" type="string" string="%msg% |b")')).toBeUndefined();
  expect(signature('$template t,"a \\% %msg:F,58|:2%"\n')).toEqual(['%property:F,delimiter:number:options%', 'F,delimiter']);
  expect(signature('$template t,"%msg:R,ERE,1,DFLT:a:b|--end%"\n')?.[1]).toBe('expression--end');
  expect(signature('$template t,"%msg:R,ERE,1,DFLT:a:b--end:|%"\n')?.[1]).toBe('options');
  expect(signature('*.* /f|\n')).toBeUndefined();
});
