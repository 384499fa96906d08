import fc from 'fast-check';
import { hasReached } from '../../../server/src/core/languages/rsyslog/facts/version.ts';

/** A configuration to try messages with, and the messages (bytes). */
export interface Case {
  readonly configuration: string;
  readonly messages: readonly string[];
}

type Piece = fc.Arbitrary<string>;
const pick = (...values: string[]): Piece => fc.constantFrom(...values);
const join = (...parts: Piece[]): Piece => fc.tuple(...parts).map((texts) => texts.join(''));
const seldom = (part: Piece, weight = 3): Piece => fc.oneof({ weight, arbitrary: fc.constant('') }, { weight: 1, arbitrary: part });

// Messages.
const stamps = pick(
  'Oct 11 22:14:15',
  'Jan  1 00:00:00',
  'Feb 29 23:59:60',
  'Mar 3 01:02:03',
  '2024-02-29T12:34:56Z',
  '2003-10-11T22:14:15.003Z',
  '2003-08-24T05:14:15.000003-07:00',
  '2021-12-31T23:59:59.5+05:30',
  'Oct 11 2019 22:14:15',
  'Oct 11 22:14:15:',
  '2019 Oct 11 22:14:15',
  ' Oct 11 22:14:15',
);
const noStamps = pick('', 'Oct 32 22:14:15', '2024-13-01T00:00:00Z', 'yesterday', 'Oct 11 22:14', '12345');
const hosts = pick('web1', 'db-2.example.org', '192.0.2.17', 'host:', 'ho_st', '[::1]', '-', 'x.', 'UPPER');
const tags = pick(
  'sshd[1234]:',
  'kernel:',
  'app/sub[77]:',
  'cron',
  'a[b]c:',
  'postfix/smtpd[9]:',
  'very-long-tag-with-more-than-thirty-two-characters[1]:',
  'tag[open:',
  ':',
  'sp ace:',
);
const bodies = pick(
  ' Failed password for root from 203.0.113.9 port 22 ssh2',
  ' a=1 b=2 c=three',
  ' {"user":"joe","n":12,"list":[1,2,{"x":"y"}],"deep":{"a":{"b":"c"}},"t":true,"z":null}',
  '{"x": "1", "X2": 2.5}',
  ' one,two,,four',
  ' one\ttwo\tthree',
  ' ../../etc/passwd',
  ' quote " and \' and \\ back',
  '  two  blanks   here',
  'noblank',
  '',
  ' ',
  ' ünïcödé ☃',
  ' \x01\x02control\x1b[31m\x7f',
  ' line\nbreak',
  ' 42',
  ' -17',
  ' 0x1f',
  ' aaaab abab ab',
  ' user=anna id=7; user=bob id=8',
  ' /var/log/x/y.log',
  ' .',
);
const sign = pick('<13>', '<34>', '<165>', '<0>', '<191>', '<192>', '<7>', '<86>', '<>', '<x>', '', '<30>');
const structured = pick('-', '[a b="c"]', '[a b="c\\]"][d e="f"]', '[open', '[x@1 y="z"] ', '');
const goodSign = pick('<13>', '<34>', '<165>', '<0>', '<191>', '<7>', '<86>', '', '<30>');
const legacyMessage = (timed: boolean, stamp: Piece): Piece =>
  join(
    timed ? goodSign : sign,
    stamp,
    timed ? pick(' ') : pick(' ', ' ', ' ', ''),
    hosts,
    pick(' ', ' ', ''),
    tags,
    bodies,
    seldom(bodies, 5),
  );
const newMessage = (timed: boolean, stamp: Piece): Piece =>
  join(
    timed ? goodSign : sign,
    fc.constant('1 '),
    stamp,
    fc.constant(' '),
    hosts,
    fc.constant(' '),
    pick('app', 'su', '-', 'a/b'),
    fc.constant(' '),
    pick('-', '99'),
    fc.constant(' '),
    pick('-', 'ID47'),
    fc.constant(' '),
    structured,
    bodies,
  );
const toBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const message = (timed: boolean): Piece => {
  const stamp = timed ? stamps : fc.oneof(stamps, noStamps);
  const headless = pick('{"a":1}', ' [x', '\t{', 'x', 'just words here', '<13>');
  // Without a time of its own a message's is the clock's: then no template may show it.
  return fc
    .oneof(
      { weight: 8, arbitrary: legacyMessage(timed, stamp) },
      {
        weight: 4,
        arbitrary: newMessage(timed, timed ? pick('2024-02-29T12:34:56Z', '2003-08-24T05:14:15.000003-07:00') : fc.oneof(stamp, pick('-'))),
      },
      { weight: timed ? 0 : 1, arbitrary: headless },
    )
    .map(toBytes);
};

// Templates.
const dateOptions = pick(
  'date-rfc3339',
  'date-rfc3164',
  'date-mysql',
  'date-pgsql',
  'date-unixtimestamp',
  'date-subseconds',
  'date-year',
  'date-month',
  'date-day',
  'date-hour',
  'date-minute',
  'date-second',
  'date-wday',
  'date-wdayname',
  'date-tzoffshour',
  'date-tzoffsmin',
  'date-tzoffsdirection',
  'date-rfc3339,date-utc',
  'date-rfc3164,date-utc',
);
const textProperties = pick(
  'msg',
  'msg',
  'msg',
  'rawmsg',
  'rawmsg-after-pri',
  'hostname',
  'syslogtag',
  'programname',
  'app-name',
  'procid',
  'msgid',
  'structured-data',
  'pri',
  'pri-text',
  'syslogfacility-text',
  'syslogseverity-text',
  'syslogfacility',
  'syslogpriority',
  'protocol-version',
  'iut',
  'fromhost-ip',
  'inputname',
  '$!',
  '$!a',
  '$!deep!a!b',
  '$.x',
  '$.n',
  '$!list',
  '$!list[1]',
  '$!all-json',
  '$!all-json-plain',
  '$!nothing',
  '$myhostname',
);
const plainOptions = pick(
  'lowercase',
  'uppercase',
  'drop-cc',
  'space-cc',
  'escape-cc',
  'drop-last-lf',
  'sp-if-no-1st-sp',
  'secpath-drop',
  'secpath-replace',
  'csv',
  'json',
  'jsonf',
  'jsonr',
  'jsonfr',
  'compressspace',
  'fixed-width',
);
const expressions = pick(
  '[0-9]+',
  '([a-z]+)=([0-9]+)',
  '(a|ab)(c|bcd)?',
  'a*(ab)?',
  '(a*)(ab)*(b*)',
  '^ *([^ ]*) ',
  '([a-z]+) id=([0-9])',
  'x*',
  '[[:alpha:]]+$',
  '(user)=([^ ;]*)',
  'port ([0-9]{1,3})',
  '((a)|b)*',
  '\\\\bfor\\\\b',
  '([0-9]+\\\\.){3}[0-9]+',
  '.*"user":"([^"]*)"',
);
const basic = pick('[0-9][0-9]*', '\\\\([a-z]*\\\\)=', 'a\\\\{2,3\\\\}b', 'one\\\\|two', '.*from \\\\([0-9.]*\\\\)');
const replacer = (timed: boolean): Piece =>
  fc.oneof(
    { weight: 4, arbitrary: textProperties.map((name) => `%${name}%`) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          textProperties,
          pick('', '1', '2', '3', '7', '50'),
          pick('', '4', '5', '12', '$', '60'),
          fc.uniqueArray(plainOptions, { maxLength: 3 }),
        )
        .map(([name, from, to, options]) => `%${name}:${from}:${to}:${options.join(',')}%`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(textProperties, pick('3', '8', '40'), pick('1', '2', '5'))
        .map(([name, from, to]) => `%${name}:${from}:${to}:pos-end-relative%`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(textProperties, pick('44', '32', '9', '61'), pick('1', '2', '3', '9'))
        .map(([name, delimiter, number]) => `%${name}:F,${delimiter}:${number}%`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(textProperties, expressions, pick('0', '1', '2'), pick('DFLT', 'BLANK', 'FIELD', 'ZERO'), pick('0', '1'))
        .map(
          ([name, expression, submatch, otherwise, match]) =>
            `%${name}:R,ERE,${submatch},${otherwise},${match}:${expression.replaceAll('"', '\\"')}--end%`,
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(textProperties, basic, pick('0', '1'))
        .map(([name, expression, submatch]) => `%${name}:R,BRE,${submatch},BLANK:${expression}--end%`),
    },
    ...(timed ? [{ weight: 2, arbitrary: dateOptions.map((option) => `%timereported:::${option}%`) }] : []),
  );
const constants = pick(' ', '|', 'x=', ';', "'", '[', ']');
const templateText = (timed: boolean): Piece =>
  fc.array(fc.oneof(replacer(timed), constants), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const listParameter = pick(
  '',
  ' position.from="2"',
  ' position.from="2" position.to="9"',
  ' position.to="5"',
  ' position.from="2" position.to="-2"',
  ' field.number="2" field.delimiter="32"',
  ' field.number="1"',
  ' regex.expression="([a-z]+)=([0-9]+)" regex.type="ERE" regex.submatch="2" regex.nomatchmode="BLANK"',
  ' regex.expression="[0-9]+" regex.type="ERE" regex.match="1"',
  ' caseconversion="upper"',
  ' controlcharacters="escape"',
  ' controlcharacters="drop"',
  ' securepath="replace"',
  ' format="csv"',
  ' format="json"',
  ' format="jsonf" outname="o"',
  ' format="jsonf" datatype="auto" onempty="null"',
  ' format="jsonf" datatype="number"',
  ' format="jsonf" datatype="bool" onempty="skip"',
  ' spifno1stsp="on"',
  ' droplastlf="on"',
  ' compressspace="on"',
  ' fixedwidth="on" position.to="12"',
);
const listPart: Piece = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(textProperties, listParameter).map(([name, parameter]) => `  property(name="${name}"${parameter})\n`) },
  { weight: 1, arbitrary: pick('  constant(value=" - ")\n', '  constant(value="a\\tb")\n', '  constant(value="\\"q\\"")\n') },
);
const templateOption = pick('', '', '', '', ' option.sql="on"', ' option.stdsql="on"', ' option.json="on"', ' option.jsonf="on"');
// Names with dots lead into objects where `option.jsonftree` says so, which rsyslogd has since 8.2510.
const members: Piece = fc
  .array(
    fc.oneof(
      fc
        .tuple(
          textProperties,
          pick('a', 'a.b', 'a.c', 'd', 'e.f.g', 'e.f', 'x y.z'),
          pick('', ' datatype="number"', ' onempty="skip"', ' datatype="auto" onempty="null"'),
        )
        .map(([name, outName, more]) => `  property(name="${name}" format="jsonf" outname="${outName}"${more})\n`),
      pick('a', 'k', 'a.k', 'e.f.h').map((outName) => `  constant(value="c: d" format="jsonf" outname="${outName}")\n`),
      { weight: 1, arbitrary: fc.constant('  constant(value="")\n') },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));
const template = (name: string, timed: boolean, nested: boolean): Piece =>
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc
        .tuple(members, nested ? pick('jsonf', 'jsonftree') : pick('jsonf'))
        .map(([parts, option]) => `template(name="${name}" type="list" option.${option}="on") {\n${parts}}\n`),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(templateText(timed), templateOption)
        .map(([text, option]) => `template(name="${name}" type="string" string="${text.replaceAll("\\'", "'")}\\n"${option})\n`),
    },
    { weight: 2, arbitrary: templateText(timed).map((text) => `$template ${name},"${text.replaceAll('\\\\', '\\')}\\n"\n`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.array(listPart, { minLength: 1, maxLength: 4 }), templateOption)
        .map(([parts, option]) => `template(name="${name}" type="list"${option}) {\n${parts.join('')}  constant(value="\\n")\n}\n`),
    },
    {
      weight: 1,
      arbitrary: pick('$!', '$!deep', '$!nothing').map((subtree) => `template(name="${name}" type="subtree" subtree="${subtree}")\n`),
    },
  );

// Conditions.
const texts = pick('"a"', '"root"', '"x"', '""', '" 42"', '"42"', '"sshd"', '"ünï"', '["a", "sshd", "web1"]', "'b'", '"[7"');
const numbers = pick('0', '1', '42', '017', '0x10', '-3');
const variables = pick(
  '$msg',
  '$programname',
  '$hostname',
  '$syslogtag',
  '$!a',
  '$.x',
  '$.n',
  '$!n',
  '$!user',
  '$!deep',
  '$syslogseverity',
  '$syslogfacility-text',
  '$procid',
  '$!t',
);
const value: Piece = fc.oneof(
  { weight: 5, arbitrary: variables },
  { weight: 2, arbitrary: pick('"a"', '"42"', '"x y"') },
  { weight: 2, arbitrary: numbers },
  {
    weight: 5,
    arbitrary: fc.oneof(
      variables.map((v) => `strlen(${v})`),
      variables.map((v) => `tolower(${v})`),
      variables.map((v) => `cnum(${v})`),
      variables.map((v) => `cstr(${v})`),
      variables.map((v) => `ltrim(${v})`),
      variables.map((v) => `rtrim(${v})`),
      variables.map((v) => `replace(${v}, "a", "bb")`),
      variables.map((v) => `replace(${v}, "ab", "")`),
      variables.map((v) => `wrap(${v}, "'")`),
      variables.map((v) => `wrap(${v}, "a", "b")`),
      fc.tuple(variables, pick('0', '1', '5', '90'), pick('0', '3', '-1', '-90', '500')).map(([v, s, l]) => `substring(${v}, ${s}, ${l})`),
      fc.tuple(variables, pick('32', '","', '44', '"a"'), pick('1', '2', '4')).map(([v, d, n]) => `field(${v}, ${d}, ${n})`),
      fc
        .tuple(variables, expressions, pick('0', '1'), pick('0', '1', '2'))
        .map(([v, e, m, s]) => `re_extract(${v}, '${e}', ${m}, ${s}, "none")`),
      variables.map((v) => `int2hex(${v})`),
      variables.map((v) => `num2ipv4(${v})`),
      pick('"203.0.113.9"', '"1.2.3"', '" 1.2.3.4 "', '"1.2.3.400"', '"::1"').map((v) => `ipv42num(${v})`),
      pick('"2024-02-29T12:34:56Z"', '"2003-08-24T05:14:15-07:00"', '"no time"').map((v) => `parse_time(${v})`),
      fc.tuple(pick('1507165811', '0', '"x"'), pick('"date-rfc3339"', '"date-rfc3164"')).map(([t, f]) => `format_time(${t}, ${f})`),
      pick(
        'get_property($!deep, "a")',
        'get_property($!list, 1)',
        'get_property($!list, "x")',
        'get_property($!user, "")',
        'exec_template("t0")',
      ),
    ),
  },
);
const expression: Piece = fc.oneof(
  { weight: 4, arbitrary: value },
  { weight: 2, arbitrary: fc.tuple(value, pick('+', '-', '*', '/', '%', '&'), value).map((parts) => parts.join(' ')) },
);
const comparison: Piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        value,
        pick('==', '!=', '<', '<=', '>', '>=', 'contains', 'contains_i', 'startswith', 'startswith_i', '<>'),
        fc.oneof(texts, numbers, value),
      )
      .map((parts) => parts.join(' ')),
  },
  { weight: 2, arbitrary: fc.tuple(variables, expressions).map(([v, e]) => `re_match(${v}, '${e}')`) },
  { weight: 1, arbitrary: fc.tuple(variables, expressions).map(([v, e]) => `re_match_i(${v}, '${e}')`) },
  {
    weight: 1,
    arbitrary: pick('exists($!a)', 'exists($.x)', 'exists($!deep!a)', 'prifilt("mail.info")', 'prifilt("*.err")', '1', '0', '"1x"'),
  },
  { weight: 1, arbitrary: expression },
);
const condition: Piece = fc.oneof(
  { weight: 4, arbitrary: comparison },
  { weight: 1, arbitrary: comparison.map((one) => `not (${one})`) },
  { weight: 2, arbitrary: fc.tuple(comparison, pick('and', 'or'), comparison).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.tuple(comparison, pick('and', 'or'), comparison).map(([a, o, b]) => `(${a}) ${o} not (${b})`) },
);
const selector = pick(
  '*.*',
  '*.info',
  'mail.*',
  'auth,authpriv.*',
  '*.=debug',
  '*.!err',
  '*.info;mail.none',
  'kern.warn;*.crit',
  'local4.notice',
  '*.*;auth.!=info',
  'user.3',
  'daemon.info;cron.*',
  '*.none;user.*',
  '*.!=notice;*.crit',
);
const filter = fc
  .tuple(
    pick('msg', 'programname', 'hostname', 'syslogtag', 'rawmsg', 'pri-text', 'app-name', 'structured-data', 'procid'),
    pick('', '!'),
    fc.oneof(
      fc.tuple(pick('contains', 'isequal', 'startswith'), pick('a', '', ' ', 'sshd', ' a=1', 'kernel', '42')),
      fc.tuple(pick('isempty'), pick('')),
      fc.tuple(
        pick('regex'),
        basic.map((one) => one.replaceAll('\\\\', '\\')),
      ),
      fc.tuple(pick('ereregex'), pick('^ [a-z]+', '[0-9]{3}', '(a|b)+$', 'port|user')),
    ),
  )
  .map(
    ([property, not, [operation, text]]) => `:${property}, ${not}${operation}, "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  );

const assignment: Piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(pick('set', 'reset'), pick('$!a', '$.x', '$.n', '$!deep!a', '$!new!one', '$!A', '$!n'), expression)
      .map(([word, name, one]) => `${word} ${name} = ${one};`),
  },
  { weight: 1, arbitrary: pick('$!a', '$.x', '$!deep', '$!').map((name) => `unset ${name};`) },
  { weight: 2, arbitrary: pick('$msg', '"{\\"q\\": [1, 2]}"', '$!user').map((from) => `set $.r = parse_json(${from}, "\\$!");`) },
  { weight: 1, arbitrary: fc.constant('set $.r = parse_json($msg, "\\$!sub");') },
);

/** A configuration of rules each with a file of its own, and messages; `count` rules, of what the given release knows. */
export function cases(count: number, messages: number, version: string): fc.Arbitrary<Case> {
  const newest = hasReached(version, '8.2510');
  return fc.boolean().chain((timed) => {
    const templates = fc.tuple(...[0, 1, 2, 3, 4, 5].map((index) => template(`t${index}`, timed, newest)));
    const action = (index: number): Piece =>
      fc
        .tuple(
          pick('t0', 't1', 't2', 't3', 't4', timed ? 'RSYSLOG_FileFormat' : 't0', timed ? 'RSYSLOG_SyslogProtocol23Format' : 't5'),
          pick(`dynaFile="d${index}"`, `file="OUT/${index}"`),
          newest ? pick('', '', '', ' addLF="off"') : pick(''),
        )
        .map(([name, target, more]) => `action(type="omfile" ${target} template="${name}"${more})`);
    const rule = (index: number): Piece =>
      fc.oneof(
        { weight: 2, arbitrary: fc.tuple(selector, action(index)).map((parts) => parts.join(' ')) },
        { weight: 2, arbitrary: fc.tuple(filter, action(index)).map((parts) => parts.join(' ')) },
        {
          weight: 5,
          arbitrary: fc
            .tuple(condition, action(index), seldom(assignment))
            .map(([one, act, set]) => `if ${one} then {\n  ${set}\n  ${act}\n}`),
        },
        {
          weight: 1,
          arbitrary: fc
            .tuple(condition, action(index), action(index + 100))
            .map(([one, a, b]) => `if ${one} then {\n  ${a}\n} else {\n  ${b}\n}`),
        },
        { weight: 4, arbitrary: assignment },
        {
          weight: 1,
          arbitrary: fc
            .tuple(pick('$!list', '$!deep', '$!'), action(index))
            .map(([from, act]) => `foreach ($.i in ${from}) do {\n  set $.x = $.i;\n  ${act}\n}`),
        },
        { weight: 1, arbitrary: pick('call sub1', 'call sub2') },
        { weight: 1, arbitrary: fc.tuple(selector, pick('t1', 't3')).map(([one, name]) => `${one} OUT/legacy${index};${name}`) },
        { weight: 1, arbitrary: condition.map((one) => `if ${one} and $msg contains "user" then stop`) },
      );
    const dynamic = fc.tuple(
      ...[...Array.from({ length: count }, (_, index) => [index, index + 100]).flat(), 300].map((index) =>
        pick(
          '%programname:::secpath-replace%',
          '%hostname:::secpath-drop%',
          '%syslogseverity-text%',
          '%msg:2:5:secpath-replace,drop-cc%',
        ).map((text) => `template(name="d${index}" type="string" string="OUT/d${index}-${text}")\n`),
      ),
    );
    const rules = fc.tuple(...Array.from({ length: count }, (_, index) => rule(index)));
    const sub = fc
      .tuple(assignment, condition, action(300), pick('t1', 't2'))
      .map(
        ([set, one, a, name]) =>
          `ruleset(name="sub1") {\n  ${set}\n  if ${one} then ${a}\n}\nruleset(name="sub2" queue.type="LinkedList") {\n  set $!a = "q";\n  action(type="omfile" file="OUT/301" template="${name}")\n  stop\n}\n`,
      );
    return fc
      .tuple(templates, dynamic, sub, rules, fc.array(message(timed), { minLength: messages, maxLength: messages }))
      .map(([defined, names, subs, lines, sent]) => ({
        configuration: `${defined.join('')}${names.join('')}${subs}${lines.join('\n')}\n`,
        messages: sent,
      }));
  });
}
