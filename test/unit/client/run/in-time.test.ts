import { expect, it } from 'vitest';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { judgeStep } from '../../../../client/src/run/judge-step.ts';
import { inTime } from '../../../../client/src/run/values/in-time.ts';

it('gives up work that does not end, and gives what other work comes to', () => {
  const text = `${'a'.repeat(60)}!`;
  expect(inTime(50, () => /^(a+)+$/.test(text))).toBeUndefined();
  expect(inTime(60_000, () => 3)).toEqual({ value: 3 });
  expect(() =>
    inTime(60_000, () => {
      throw new RangeError('of its own');
    }),
  ).toThrow('of its own');
});

it('a pattern that would go on for hours fails its step, which says so', () => {
  const kept = `${'a'.repeat(60)}!\n`;
  const block = { kind: 'step', script: { expect: { pattern: '^(a+)+$' } } } as unknown as DraftBlock;
  const stdout = { kept, size: kept.length } as Parameters<typeof judgeStep>[2];
  expect(judgeStep(block, { kind: 'exit', code: 0 } as Parameters<typeof judgeStep>[1], stdout)).toEqual({
    outcome: 'failed',
    message: 'standard output could not be held against `/^(a+)+$/` within 2 s; expected a pattern that does not go back so often',
  });
});
