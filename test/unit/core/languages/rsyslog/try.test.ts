import { describe, expect, it } from 'vitest';
import { parseUnit } from '../../../../../server/src/core/languages/rsyslog/parse-unit.ts';
import { toBytes } from '../../../../../server/src/core/languages/rsyslog/try/bytes.ts';
import { matchPosix } from '../../../../../server/src/core/languages/rsyslog/try/posix-match.ts';
import { readPosixExpression } from '../../../../../server/src/core/languages/rsyslog/try/posix-expression.ts';
import { tryMessage } from '../../../../../server/src/core/languages/rsyslog/try/try-message.ts';
import type { ActionOutcome, Trial } from '../../../../../server/src/core/languages/rsyslog/try/outcome.ts';

const receivedAt = {
  year: 2026,
  month: 11,
  day: 21,
  hour: 8,
  minute: 20,
  second: 1,
  fraction: 0,
  precision: 6,
  mode: '+',
  offsetHour: 0,
  offsetMinute: 0,
};
const origin = { host: '127.0.0.1', address: '127.0.0.1', ownHost: 'tester', inputName: 'imptcp', receivedAt };

function tried(text: string, message: string, files: Readonly<Record<string, string>> = {}, version = '8.2302'): Trial {
  const source = (file: string, content: string) => ({ file, text: content, tree: parseUnit(content).tree });
  return tryMessage({
    source: source('rsyslog.conf', text),
    included: (wanted) => (files[wanted] === undefined ? undefined : [source(wanted, files[wanted])]),
    message: toBytes(message),
    origin,
    version,
  });
}

const actions = (trial: Trial): readonly ActionOutcome[] => trial.steps.filter((step): step is ActionOutcome => step.kind === 'action');
/** What the template makes of a message. */
const made = (template: string, message: string): string | undefined =>
  actions(tried(`template(name="t" type="string" string="${template}")\n*.* /x;t\n`, message))[0]?.text;

describe('what a release does otherwise', () => {
  const bytes = (text: string, message: string, version: string): string | undefined =>
    actions(tried(text, message, {}, version))[0]?.bytes;
  const message = '<13>Oct 11 22:14:15 h t: {"a":{"b":"c"},"n":1}';
  const parsed = 'set $.r = parse_json($msg, "\\$!j");\n';
  // Each row is what 8.2302 and what 8.2610 wrote.
  it.each([
    ['a subtree template', `template(name="t" type="subtree" subtree="$!j!a")\n${parsed}*.* /x;t\n`, message, '', '{ "b": "c" }\n'],
    ['a subtree that is not there', 'template(name="t" type="subtree" subtree="$!j")\n*.* /x;t\n', message, '', '\n'],
    ['a record without a line feed', 'template(name="t" type="string" string="%msg:2:4%")\n*.* /x;t\n', '<13>x y: abcd', 'abc', 'abc\n'],
    [
      'addLF',
      'template(name="t" type="string" string="%msg:2:4%")\naction(type="omfile" file="/x" template="t" addLF="off")\n',
      '<13>x y: abcd',
      'abc',
      'abc',
    ],
    [
      'what a selector takes away from nothing',
      '*.!=notice /x;RSYSLOG_TraditionalFileFormat\n',
      '<7>Oct 11 22:14:15 h t: m',
      undefined,
      'Oct 11 22:14:15 h t: m\n',
    ],
    [
      'a priority without digits',
      'template(name="t" type="string" string="%pri%\\n")\n*.* /x;t\n',
      '<>Oct 11 22:14:15 h t: m',
      '0\n',
      'invld\n',
    ],
    [
      'a number with blanks around',
      'template(name="t" type="list" option.jsonf="on") { property(name="msg" outname="m" format="jsonf" datatype="number") }\n*.* /x;t\n',
      '<13>Oct 11 22:14:15 h t: 7 ',
      '{"m": 7 }\n',
      '{"m":7}\n',
    ],
    [
      'an object that comes to an object',
      `template(name="t" type="string" string="%$!a%|%$!j%\\n")\nset $!j!x = "y";\n${parsed}*.* /x;t\n`,
      message,
      '{ "b": "c" }|{ "x": "y" }\n',
      '|{ "x": "y", "a": { "b": "c" }, "n": 1 }\n',
    ],
    [
      'what follows a value of JSON',
      'template(name="t" type="string" string="%$.r%|%$!j%\\n")\nset $.r = parse_json("7 seven", "\\$!j");\n*.* /x;t\n',
      message,
      '0|7\n',
      '1|\n',
    ],
  ])('%s', (_, text, sent, old, newest) => {
    expect(bytes(text, sent, '8.2302')).toBe(old);
    expect(bytes(text, sent, '8.2610')).toBe(newest);
  });

  it('nested JSON: names with dots lead into objects, since 8.2510; a name that is an object too falls back', () => {
    const nested = (second: string): string =>
      `template(name="t" type="list" option.jsonftree="on") { property(name="hostname" outname="a.b" format="jsonf") property(name="msg" outname="${second}" format="jsonf") constant(value="c" outname="d" format="jsonf") }\n*.* /x;t\n`;
    expect(bytes(nested('a.c'), '<13>Oct 11 22:14:15 h t:m', '8.2610')).toBe('{"a": {"b":"h", "c":"m"}, "d": "c"}\n');
    expect(bytes(nested('a'), '<13>Oct 11 22:14:15 h t:m', '8.2610')).toBe('{"a.b":"h", "a":"m", "d": "c"}\n');
  });
});

describe('a message tried', () => {
  // Each row is what rsyslogd 8.2302 wrote; the generator of test/daemons found most of them.
  it.each([
    ['%programname%|%procid%|%syslogtag%|%hostname%|%msg%', '<13>Oct 11 22:14:15 web1 sshd[7]: hi', 'sshd|7|sshd[7]:|web1| hi'],
    ['%app-name%|%programname%|%syslogtag%', '<13>Oct 11 22:14:15 web1 : hello', '-||:'],
    ['%app-name%|%syslogtag%|%procid%', '<13>1 2024-02-29T12:34:56Z h    - z', '-|-[]|'],
    ['%app-name%|%hostname%|%msg%', '<13>1 foo bar', '|127.0.0.1|foo bar'],
    ['%rawmsg-after-pri%', '<x>1 2003-08-24T05:14:15Z h su - - - m', '1 2003-08-24T05:14:15Z h su - - - m'],
    ['%syslogtag%|', '<13>2019 Oct 11 22:14:15 web1 cron', 'cron\0|'],
    ['%pri-text%|%pri%', '<192>x', 'invld.debug|invld'],
    ['%pri-text%', 'no priority', 'user.notice'],
    ['%timereported:::date-rfc3339,date-utc%', '<13>1 2021-12-31T23:59:59.5+05:30 h a - - - m', '2021-12-31T18:29:59.000005+00:00'],
    ['%timereported:::date-unixtimestamp%', '<13>1 2021-12-31T23:59:59.5+05:30 h a - - - m', '1640975399'],
    ['%structured-data:::jsonfr,json%', '<13>1 2024-02-29T12:34:56Z h a - - [x] m', '[x]'],
    ['%msg:R,ERE,1,DFLT:(a|ab)(c|bcd)?--end%', '<13>Oct 11 22:14:15 h t:abcd', 'a'],
    ['%$!all-json-plain:::jsonf%', '<13>Oct 11 22:14:15 h t: m', '"$!all-json-plain":"{}"'],
    ['%msg:F,44:3%', '<13>Oct 11 22:14:15 h t: a,b', '**FIELD NOT FOUND**'],
    ['%msg:2:4%', '<13>Oct 11 22:14:15 h t: abcdef', 'abc'],
    ['%msg:5:2:pos-end-relative%', '<13>Oct 11 22:14:15 h t: abcdef', 'bcde'],
    ['%msg:::escape-cc%', '<13>Oct 11 22:14:15 h t: a\tb', ' a#011b'],
    ['%msg:::secpath-replace%', '<13>Oct 11 22:14:15 h t:..', '_.'],
  ])('%s of %s', (template, message, expected) => {
    expect(made(template, message)).toBe(expected);
  });

  it.each([
    ['$.x startswith_i "x"', true],
    ['$programname startswith_i "sshdlong"', true],
    ['$programname startswith "sshdlong"', false],
    ['$programname == ["cron", "sshd"]', true],
    ['strlen($msg) > 9', true],
    ['$msg contains "a" or "0x"', false],
    ['cnum("0x1f") == 31', true],
    ['"10" < "9"', false],
    ['"10a" < "9"', true],
    ['prifilt("*.notice")', true],
    ['prifilt("*.!notice")', false],
    ['substring($msg, 1, -1) == "hello there"', true],
    ['field($msg, 32, 3) == "there"', true],
    ['exists($!nothing)', false],
    ['$msg startswith get_property("x", "y")', false],
    ['17 % 0', false],
  ])('%s is %s', (condition, expected) => {
    const { steps } = tried(`if ${condition} then stop\n`, '<13>Oct 11 22:14:15 web1 sshd[1]: hello there');
    expect(steps[0]).toMatchObject({ kind: 'filter', matched: expected });
  });

  it('follows calls, stops and variables through included files', () => {
    const trial = tried(
      '$IncludeConfig /etc/rsyslog.d/a.conf\nruleset(name="sub") {\n  set $.n = $.n & "!";\n  if $.n == "x!" then stop\n}\nset $.n = "x";\ncall sub\n*.* /never\n',
      '<13>Oct 11 22:14:15 h t: m',
      { '/etc/rsyslog.d/a.conf': '*.* -/first\n' },
    );
    expect(actions(trial).map(({ file, target }) => [file, target])).toEqual([['/etc/rsyslog.d/a.conf', '/first']]);
    expect(trial.steps.at(-1)?.kind).toBe('stop');
  });

  it('makes the names of dynamic files, and pours JSON into variables', () => {
    const text =
      'template(name="f" type="string" string="/log/%programname%.log")\ntemplate(name="t" type="string" string="%$!a!b%")\nset $.r = parse_json($msg, "\\$!");\naction(type="omfile" dynaFile="f" template="t")\n';
    expect(actions(tried(text, '<13>Oct 11 22:14:15 h app: {"a":{"b":[1,"x"]}}'))[0]).toMatchObject({
      target: '/log/app.log',
      text: '[ 1, "x" ]',
    });
  });

  it('says what it does not compute, and never guesses behind it', () => {
    const { steps } = tried(
      'if lookup("t", $msg) == "x" then stop\nset $.a = random(5);\nif $.a == 1 then /one\n*.* /x\n',
      '<13>Oct 11 22:14:15 h t: m',
    );
    expect(steps.map(({ kind, unknown }) => [kind, unknown !== undefined])).toEqual([
      ['filter', true],
      ['set', true],
      ['filter', true],
      ['filter', true],
      ['action', true],
    ]);
  });

  it('does not foretell what rsyslogd takes from memory', () => {
    const told = (text: string): string | undefined =>
      tried('set $.a = replace($msg, "ab", "");\n', `<13>Oct 11 22:14:15 h t: ${text}`).steps[0]?.unknown;
    expect(told('aab')).toMatch(/counts its outcome wrong/);
    expect(told('a ab abab a')).toBeUndefined();
  });

  it('says where rsyslogd crashes', () => {
    const text = 'set $.r = parse_json($msg, "\\$!");\nset $.r = parse_json("{\\"q\\": 1}", "\\$!");\n*.* /x\n';
    expect(tried(text, '<13>Oct 11 22:14:15 h t: "text" ').steps[1]?.unknown).toMatch(/crashes/);
  });

  it('ends where rulesets call each other, and takes any text', () => {
    expect(tried('ruleset(name="aa") {\n  call bb\n}\nruleset(name="bb") {\n  call aa\n}\ncall aa\n', 'x').notes.join()).toMatch(
      /without end/,
    );
    for (const message of ['', '\0', '<', '<1', '\ud800', '<13>1 ', '1 - - - - - [', 'x'.repeat(100_000)])
      expect(() => tried('*.* /x\n:msg, ereregex, "(x+x+)+y" /y\n', message)).not.toThrow();
  });
});

describe('POSIX regular expressions', () => {
  it.each([
    ['a*(ab)?', 'aab', ['aab', 'ab']],
    ['(a*)(ab)*(b*)', 'abb', ['abb', 'a', undefined, 'bb']],
    ['x*', 'aaa', ['']],
    ['([0-9]+\\.){3}[0-9]+', 'at 203.0.113.9', ['203.0.113.9', '113.']],
    ['\\bfor\\b', 'a for b', ['for']],
    ['[[:alpha:]]+$', '1 abc', ['abc']],
  ])('%s in %s', (source, text, expected) => {
    const expression = readPosixExpression(source, { extended: true });
    const found = expression && matchPosix(expression, text);
    expect(found?.map((one) => one && text.slice(one.start, one.end))).toEqual(expected);
  });
});
