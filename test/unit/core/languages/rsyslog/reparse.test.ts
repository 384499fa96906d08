import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openDocument } from '../../../../../server/src/core/document.ts';
import { lint } from '../../../../../server/src/core/lint.ts';
import { emptyProject, withDocument } from '../../../../../server/src/core/project.ts';
import { parseUnit } from '../../../../../server/src/core/languages/rsyslog/parse-unit.ts';
import { originOf } from '../../../../../server/src/core/languages/rsyslog/syntax/origin.ts';
import { anywhere, type Change, changed, changeOf } from '../../change.ts';
import { comparable } from './comparable.ts';

const pieces = [
  'module(load="imudp")\n',
  '$ModLoad imtcp\n',
  '$RuleSet remote\n',
  'template(name="t" type="list") {\n  property(name="msg")\n  constant(value="\\n")\n}\n',
  '*.* /var/log/x\n& stop\n',
  'mail.* -/var/log/mail;t # why\n',
  ':msg, contains, "x" {\n  set $.a = 1 + 2;\n}\n',
  'if $msg contains "a" then {\n  action(type="omfile" file="/x")\n} else stop\n',
  'if $a == 1 and \\\n  $b == 2 then /x\n',
  '# a comment\n\n',
  '/* over\n two lines */\n',
  'ruleset(name="r") {\n  call sub\n}\n',
  'foreach ($.i in $!l) do { unset $!x; }\n',
  'action(type="omfwd"\n  target="h" port=514)\n',
  'set $!a = 3\n',
  '   \n',
  '  mail.* /y\n',
  '\t:msg, contains, "x" /z\n',
  'template(name="s" type="string" string="%msg%\\n")\n',
  '$template old,"%msg:::drop-last-lf%"\n',
  '$ActionQueueType LinkedList\n*.* @@h:514;old\n',
];
const typed = [
  '',
  ' ',
  '\n',
  '}',
  '{',
  '"',
  "'",
  '\\',
  '#',
  '/*',
  '*/',
  'x',
  '(',
  ')',
  ';',
  '& /y\n',
  'else stop\n',
  '$RuleSet q\n',
  '\ufeff',
  '*.* /z\n',
];

/** A text that is changed again and again, each time at a place and with some of it gone. */
const edits = fc.tuple(
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 10 }),
  fc.array(changeOf(12, typed), { minLength: 1, maxLength: 8 }),
);

/** Makes the changes one by one, and holds each reading that goes on from the one before to one from nothing. */
function expectSame([parts, changes]: readonly [readonly string[], readonly Change[]]): void {
  let text = parts.join('');
  let parsed = parseUnit(text);
  for (const change of changes) {
    text = changed(text, change);
    parsed = parseUnit(text, parsed);
    const whole = parseUnit(text);
    expect(comparable(parsed)).toEqual(comparable(whole));
  }
}

it('a changed text read with what was read before is the text read anew', () => {
  fc.assert(
    fc.property(edits, (made) => expectSame(made)),
    { numRuns: 300 },
  );
});

/** Statements of which each by itself is told something. */
const mistaken = [
  'action(type="omfile" file="/x" sync="yes" sync="on" nosuch="1")\n',
  'mail.nosuch /x\n',
  ':nosuch, contains, "x" /y\n',
  'if nosuch($msg) == 1 then {\n  action(type="omfile")\n  set $.a = `run x`;\n}\n',
  'input(type="imtcp" port="1" RateLimit.Interval="5")\n',
  'joe\n',
  '*.* ~\n',
];

it('a changed text is judged as the text from nothing is, whether its problems were asked for before or not', () => {
  const path = '/etc/rsyslog.conf';
  const judged = (document: ReturnType<typeof openDocument>) => lint(withDocument(emptyProject, document), path);
  const asked = fc.tuple(
    fc.array(fc.constantFrom(...pieces, ...mistaken, ...mistaken), { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(changeOf(12, [...typed, ...mistaken]), fc.boolean()), { minLength: 1, maxLength: 8 }),
  );
  fc.assert(
    fc.property(asked, ([parts, changes]) => {
      let text = parts.join('');
      let document = openDocument(path, text);
      judged(document);
      for (const [change, ask] of changes) {
        text = changed(text, change);
        document = openDocument(path, text, { previous: document });
        if (ask) expect(judged(document)).toEqual(judged(openDocument(path, text)));
      }
      expect(judged(document)).toEqual(judged(openDocument(path, text)));
    }),
    { numRuns: 120 },
  );
});

const broken = [
  'module(load="imuxsock" # why\n  SysSock.X(="on")\n',
  'action(type="omfile" file=)"/x"\n  sync=on\n',
  'action(type="omfile" # a ) b\n  template(="t" "u"\n$WorkDirectory /x\n',
  "if $msg contains \"a then {\n  action(type='omfile' $FileOwner x\n",
  'module(load="imtcp"\n$ModLoad imudp\n/* open\n*.* /z\n',
  'input(type="imtcp" port="514" ruleset=["a", b)\nset $.a = (1 + ;\n',
  ':msg, contains "x" /y # (\n$FileOwner a /* b */\n',
  'if $a then if ($b == (1 then stop else { /x }\n',
];

/** Texts with mistakes in them, with the signs put in and taken out that open and close. */
const brokenEdits = fc.tuple(
  fc.array(fc.constantFrom(...broken, ...pieces), { minLength: 1, maxLength: 6 }),
  fc.array(changeOf(2, ['', '(', ')', '{', '}', '"', "'", '\n', ';', '# ', '/*', '*/']), { minLength: 1, maxLength: 8 }),
);

it('a broken text, too, is read as it is read anew', () => {
  fc.assert(
    fc.property(brokenEdits, (made) => expectSame(made)),
    { numRuns: 500 },
  );
});

it('at every place of a broken text one sign may come in', () => {
  for (const text of broken) {
    const before = parseUnit(text);
    for (let at = 0; at <= text.length; at++) {
      for (const sign of [')', '"']) {
        const next = text.slice(0, at) + sign + text.slice(at);
        const after = parseUnit(next, before);
        const whole = parseUnit(next);
        expect(after.problems, next).toEqual(whole.problems);
        expect(after.tree.items, next).toEqual(whole.tree.items);
      }
    }
  }
});

/** Somebody who types at one place, sign by sign, what may leave braces and quotes open for a while, and takes some of it back. */
const typings = fc.tuple(
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }),
  fc.array(
    fc.tuple(
      anywhere,
      fc.constantFrom(
        '\nif $msg == "x" then {\n  stop\n}\n',
        '\nif $a then {\n  if $b then {\n    /z\n  } else {\n/y\n}\n',
        '\n}\n',
        'ruleset(name="n"\n) {\n  stop\n}',
        'template(name="o" type="list") {\nproperty(name="msg") }',
        'ruleset(name="q")\n  stop\n}\n',
        ':msg, contains, "{" {\n  & stop\n  /x }\n',
        '} else {',
        'action(type="omfile" file="',
      ),
      fc.nat(40),
    ),
    { minLength: 1, maxLength: 3 },
  ),
);

it('a text in which somebody types is read as it is read anew', () => {
  fc.assert(
    fc.property(typings, ([parts, all]) => {
      let text = parts.join('');
      let parsed = parseUnit(text);
      const becomes = (next: string): void => {
        text = next;
        parsed = parseUnit(text, parsed);
        const whole = parseUnit(text);
        expect(comparable(parsed)).toEqual(comparable(whole));
      };
      for (const [where, put, back] of all) {
        let at = Math.floor(where * text.length);
        for (const sign of put) becomes(text.slice(0, at) + sign + text.slice(at++));
        for (let gone = 0; gone < Math.min(back, put.length); gone++) becomes(text.slice(0, at - 1) + text.slice(at--));
      }
    }),
    { numRuns: 25 },
  );
});

const long = Array.from(
  { length: 200 },
  (_, n) => `if $msg contains "${n}" then {\n  action(type="omfile" file="/var/log/${n}")\n}\n`,
).join('');

it.each([
  ['a blank at the end of a line', ' '],
  ['a brace that nothing closes', '\nif $msg == "x" then {\n  stop'],
])('only what stands around it is read anew: %s', (_, put) => {
  const at = long.indexOf('}\n', long.length / 2) + 1;
  let after = parseUnit(long);
  for (let typed = 1; typed <= put.length; typed++) after = parseUnit(long.slice(0, at) + put.slice(0, typed) + long.slice(at), after);
  const { previous } = originOf(after.tree);
  expect(previous?.start).toBeGreaterThan(at - 2000);
  expect(previous?.end).toBeLessThan(at + 2000);
  expect(previous?.part().items.length).toBeLessThan(20);
});
