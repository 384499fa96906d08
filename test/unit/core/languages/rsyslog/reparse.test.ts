import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseUnit } from '../../../../../server/src/core/languages/rsyslog/parse-unit.ts';

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
  fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.constantFrom(...typed)), { minLength: 1, maxLength: 8 }),
);

it('a changed text read with what was read before is the text read anew', () => {
  fc.assert(
    fc.property(edits, ([parts, changes]) => {
      let text = parts.join('');
      let parsed = parseUnit(text);
      for (const [where, gone, put] of changes) {
        const at = Math.floor(where * text.length);
        text = text.slice(0, at) + put + text.slice(at + gone);
        parsed = parseUnit(text, parsed);
        const whole = parseUnit(text);
        expect({ ...parsed, tree: { ...parsed.tree, flat: undefined } }).toEqual({ ...whole, tree: { ...whole.tree, flat: undefined } });
      }
    }),
    { numRuns: 300 },
  );
});
