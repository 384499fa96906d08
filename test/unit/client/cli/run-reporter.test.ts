import pc from 'picocolors';
import { expect, it } from 'vitest';
import { asciiBytes } from '../../../../client/src/run/ascii-bytes.ts';
import { runReporter } from '../../../../client/src/cli/run/run-reporter.ts';

const colors = { ...pc.createColors(false), createColors: pc.createColors };
const printed = (...chunks: readonly string[]): string => {
  const reporter = runReporter(colors);
  return chunks
    .map((text) =>
      reporter
        .next({ type: 'output', block: 'b', host: 'h', stream: 'stdout', text, at: 0 } as unknown as Parameters<typeof reporter.next>[0])
        .toString(),
    )
    .join('');
};

it('prints lines as they are, however they were cut', () => {
  expect(printed('one\ntw', 'o\n\nthree')).toBe('     | one\n     | two\n     | \n');
});

it('prints ASCII that comes as bytes as it prints the rest', () => {
  const reporter = runReporter(colors);
  const next = (text: string, told = Buffer.from(text)): string => {
    const printed = reporter.next({ type: 'output', block: 'b', host: 'h', stream: 'stdout', text, at: 0, seq: 0, [asciiBytes]: told });
    return Buffer.from(printed).toString();
  };
  expect(next('one\ntw')).toBe('     | one\n');
  // What is plain is printed from its bytes.
  expect(next('o\n\n', Buffer.from('O\n\n'))).toBe('     | twO\n     | \n');
  // Not what came before it, nor what steers a terminal.
  expect(reporter.next({ type: 'output', block: 'b', host: 'h', stream: 'stdout', text: 'a\u001b', at: 0, seq: 0 })).toBe('');
  expect(next('[31mred\nx')).toBe('     | ared\n');
  expect(next('y\n\u001b[31mred\nx')).toBe('     | xy\n     | red\n');
  expect(next('x'.repeat(5000))).toBe(`     | ${'x'.repeat(5001)}\n`);
});

it('takes out a sequence that two pieces share, and lets none reach into the next line', () => {
  expect(printed('a\u001b', '[31mred\n')).toBe('     | ared\n');
  expect(printed('x\u001b]0;open', '\nnext\n')).toBe('     | x␛]0;open\n     | next\n');
});
