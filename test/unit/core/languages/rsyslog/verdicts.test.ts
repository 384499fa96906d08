import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judge } from './judge.ts';

const cases = readFileSync(new URL('verdicts.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [string, string, string]);

function unescaped(text: string): string {
  return text.replace(/\\(n|t|\\|ufeff)/g, (_whole, sign: string) => ({ n: '\n', t: '\t', '\\': '\\', ufeff: '\ufeff' })[sign] ?? '');
}

for (const [column, version] of [
  [0, '8.2302'],
  [1, '8.2610'],
] as const) {
  test(`what rsyslogd ${version} was asked, text by text`, () => {
    const wrong: string[] = [];
    for (const one of cases) {
      const text = `${unescaped(one[2])}\n*.* /tmp/x\n`;
      const errors = judge(text, { version, closed: true }).filter(({ severity }) => severity === 'error');
      if (errors.length > 0 !== (one[column] === 'refuses'))
        wrong.push(`${one[column]}: ${one[2]} -- ${errors.map(({ message }) => message).join(' | ')}`);
    }
    expect(wrong).toEqual([]);
  });
}

test('there are texts of both kinds', () => {
  expect(cases.filter(([old]) => old === 'refuses').length).toBeGreaterThan(100);
  expect(cases.filter(([old]) => old === 'accepts').length).toBeGreaterThan(60);
});
