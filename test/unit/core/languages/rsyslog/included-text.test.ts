import { expect, test } from 'vitest';
import { judge } from './judge.ts';

const found = (text: string): readonly string[] =>
  judge(text, { closed: true })
    .filter(({ rule }) => rule === 'rsyslog-included-text')
    .map(({ span }) => text.slice(span.start, span.end));

test('what is wrong in the text of an include stands at its place, escapes counted', () => {
  expect(found('include(text="action(type=\\"omfile\\" file=\\"/x\\" fiel=\\"/y\\")")\n')).toEqual(['fiel']);
  expect(found('# c\ninclude(text="*.* /x\\n*.bogus /y\\n")\n')).toEqual(['bogus']);
  expect(found('include(text="*.* /x\nmail.* /y\n")\n')).toEqual([]);
});

test('what it defines counts as defined', () => {
  const text = 'include(text="template(name=\\"tt\\" type=\\"string\\" string=\\"x\\")")\n*.* /x;tt\n';
  expect(judge(text, { closed: true }).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a line of a shell is not told to be for users', () => {
  expect(judge('KLOGD_OPTIONS="-x"\n').filter(({ rule }) => rule === 'rsyslog-bare-users')).toEqual([]);
});
