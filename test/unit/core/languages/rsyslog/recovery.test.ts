import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';
import { errors, judge } from './judge.ts';

/** One slip each: the one problem that is reported, and what its fix makes of the text. */
const slips: readonly { readonly name: string; readonly text: string; readonly found: readonly string[]; readonly mended?: string }[] = [
  {
    name: 'a parenthesis',
    text: 'module(load="imudp"\ninput(type="imudp" port="514")\n*.* /f\n',
    found: ['1 missing-parenthesis'],
    mended: 'module(load="imudp")\ninput(type="imudp" port="514")\n*.* /f\n',
  },
  {
    name: 'a parenthesis before a selector',
    text: 'action(type="omfile" file="/f"\nmail.* /var/log/mail\n',
    found: ['1 missing-parenthesis'],
    mended: 'action(type="omfile" file="/f")\nmail.* /var/log/mail\n',
  },
  {
    name: 'the parenthesis of a list template',
    text: 'template name="t" type="list") {\n  property(name="msg")\n}\n*.* /f;t\n',
    found: ['1 missing-parenthesis'],
    mended: 'template( name="t" type="list") {\n  property(name="msg")\n}\n*.* /f;t\n',
  },
  {
    name: 'both parentheses of a half-typed list template',
    text: 'template name="t" type="list" {\n  property(name="msg")\n}\nmail.bogus /f;t\n',
    found: ['1 missing-parenthesis', '4 selector'],
  },
  {
    name: 'a closing quote',
    text: 'action(type="omfile file="/f")\n*.* /g\n',
    found: ['1 missing-quote'],
    mended: 'action(type="omfile" file="/f")\n*.* /g\n',
  },
  {
    name: 'a closing quote at the end of an object',
    text: 'action(type="omfile" file="/f)\naction(type="omfile" file="/g")\n',
    found: ['1 missing-quote'],
    mended: 'action(type="omfile" file="/f")\naction(type="omfile" file="/g")\n',
  },
  {
    name: 'a closing quote in a condition',
    text: 'if $msg contains "x then stop\nif $msg contains "y" then stop\n',
    found: ['1 missing-quote'],
    mended: 'if $msg contains "x" then stop\nif $msg contains "y" then stop\n',
  },
  {
    name: 'an opening quote',
    text: 'action(type="omfile" file=/f")\n',
    found: ['1 missing-quote'],
    mended: 'action(type="omfile" file="/f")\n',
  },
  { name: 'quotes', text: 'action(type=omfile file="/f")\n', found: ['1 unquoted-value'], mended: 'action(type="omfile" file="/f")\n' },
  {
    name: 'single quotes',
    text: 'action(type=\'omfile\' file="/f")\n',
    found: ['1 unquoted-value'],
    mended: 'action(type="omfile" file="/f")\n',
  },
  {
    name: 'a closing brace in the middle',
    text: 'if $msg contains "x" then {\n    stop\n\nruleset(name="rs") {\n    stop\n}\n*.* /f\n',
    found: ['3 missing-brace'],
  },
  {
    name: 'a closing brace at the end',
    text: 'ruleset(name="rs") {\n    if $msg contains "x" then {\n        stop\n    }\n',
    found: ['4 missing-brace'],
    mended: 'ruleset(name="rs") {\n    if $msg contains "x" then {\n        stop\n    }\n}\n',
  },
  {
    name: 'the closing brace before else',
    text: 'if $msg contains "x" then {\n    stop\nelse {\n    continue\n}\n',
    found: ['2 missing-brace'],
  },
  {
    name: 'an opening brace',
    text: 'if $msg contains "x" then\n    set $.a = "1";\n    stop\n}\n*.* /f\n',
    found: ['1 missing-brace'],
    mended: 'if $msg contains "x" then {\n    set $.a = "1";\n    stop\n}\n*.* /f\n',
  },
  { name: 'the opening brace of a ruleset', text: 'ruleset(name="rs")\n    stop\n}\n*.* /f\n', found: ['1 missing-brace'] },
  { name: 'a brace too many', text: 'if $msg contains "x" then {\n  stop\n}\n}\n*.* /f\n', found: ['4 missing-brace'] },
  {
    name: 'then',
    text: 'if $msg contains "x" {\n  stop\n}\n*.* /f\n',
    found: ['1 missing-then'],
    mended: 'if $msg contains "x" then {\n  stop\n}\n*.* /f\n',
  },
  {
    name: 'a misspelled then',
    text: 'if $msg contains "x" thne stop\n*.* /f\n',
    found: ['1 missing-then'],
    mended: 'if $msg contains "x" then stop\n*.* /f\n',
  },
  {
    name: 'a semicolon',
    text: 'set $.a = "x"\nset $.b = "y";\n',
    found: ['1 missing-semicolon'],
    mended: 'set $.a = "x";\nset $.b = "y";\n',
  },
  {
    name: 'an operator',
    text: 'if $msg containz "x" then stop\n',
    found: ['1 unknown-operator'],
    mended: 'if $msg contains "x" then stop\n',
  },
  { name: 'one equals sign', text: 'if $msg = "x" then stop\n', found: ['1 unknown-operator'], mended: 'if $msg == "x" then stop\n' },
  {
    name: 'the operators of C',
    text: 'if $!a == 1 && $!b == 2 then stop\n',
    found: ['1 unknown-operator'],
    mended: 'if $!a == 1 and $!b == 2 then stop\n',
  },
  { name: 'an object', text: 'acton(type="omfile" file="/f")\n', found: ['1 unknown-object'], mended: 'action(type="omfile" file="/f")\n' },
  { name: 'a comma', text: 'action(type="omfile", file="/f")\n', found: ['1 syntax'], mended: 'action(type="omfile" file="/f")\n' },
  {
    name: 'a dollar',
    text: 'if re_match($msg, "a$") then stop\n',
    found: ['1 unescaped-dollar'],
    mended: 'if re_match($msg, "a\\$") then stop\n',
  },
  { name: 'a name of one letter', text: 'ruleset(name="s") { stop }\ncall s\n*.* /f\n', found: ['2 call-name'] },
];

describe('one slip is one problem, where a person would mend it', () => {
  for (const { name, text, found, mended } of slips) {
    test(name, () => {
      expect(errors(text)).toEqual(found);
      if (mended === undefined) return;
      const fix = judge(text).find(({ severity }) => severity === 'error')?.fixes?.[0];
      expect(fix).toBeDefined();
      expect(applyEdits(text, fix?.edits ?? [])).toBe(mended);
      expect(errors(mended)).toEqual([]);
    });
  }
});

test('the rest of a file with a slip is still judged', () => {
  expect(errors('module(load="imudp"\nmial.* /f\naction(type="omfile" fiel="/g" file="/f")\n')).toEqual([
    '1 missing-parenthesis',
    '2 selector',
    '3 unknown-parameter',
  ]);
});

test('lines joined by a backslash keep their places', () => {
  expect(errors('mail.*;\\\n   mial.none\\\n   /f\n*.* /g\n')).toEqual(['2 selector']);
  expect(errors('mail.* /f\r\nmial.* /g\r\n')).toEqual(['2 selector']);
});
