import pc from 'picocolors';
import { expect, it } from 'vitest';
import { plainBytes } from '../../../../client/src/run/plain-bytes.ts';
import { runReporter } from '../../../../client/src/cli/run/run-reporter.ts';

const colors = { ...pc.createColors(false), createColors: pc.createColors };
const printed = (...chunks: readonly string[]): string => {
  const reporter = runReporter(colors);
  return chunks
    .map((text) =>
      reporter.next({ type: 'output', block: 'b', host: 'h', stream: 'stdout', text, at: 0 } as unknown as Parameters<
        typeof reporter.next
      >[0]),
    )
    .join('');
};

it('prints lines as they are, however they were cut', () => {
  expect(printed('one\ntw', 'o\n\nthree')).toBe('     | one\n     | two\n     | \n');
});

it('prints what is known to be plain as it prints the rest', () => {
  const reporter = runReporter(colors);
  const next = (text: string): string => {
    const event = {
      type: 'output',
      block: 'b',
      host: 'h',
      stream: 'stdout',
      text,
      at: 0,
      seq: 0,
      [plainBytes]: Buffer.from(text),
    } as const;
    return reporter.next(event);
  };
  expect(next('one\ntw')).toBe('     | one\n');
  expect(next('o\n\n')).toBe('     | two\n     | \n');
  // Not what came before it.
  expect(reporter.next({ type: 'output', block: 'b', host: 'h', stream: 'stdout', text: 'a\u001b', at: 0, seq: 0 })).toBe('');
  expect(next('[31mred\nx')).toBe('     | ared\n');
  expect(next('x'.repeat(5000))).toBe(`     | ${'x'.repeat(5001)}\n`);
});

it('takes out a sequence that two pieces share, and lets none reach into the next line', () => {
  expect(printed('a\u001b', '[31mred\n')).toBe('     | ared\n');
  expect(printed('x\u001b]0;open', '\nnext\n')).toBe('     | x␛]0;open\n     | next\n');
});
