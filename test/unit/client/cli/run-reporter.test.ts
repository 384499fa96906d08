import pc from 'picocolors';
import { expect, it } from 'vitest';
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

it('takes out a sequence that two pieces share, and lets none reach into the next line', () => {
  expect(printed('a\u001b', '[31mred\n')).toBe('     | ared\n');
  expect(printed('x\u001b]0;open', '\nnext\n')).toBe('     | x␛]0;open\n     | next\n');
});
