import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disagreement, namesOf } from './agreement.ts';
import { findIfupdown, ifupdownJudge } from './daemon.ts';
import { configurations } from './generator.ts';

const found = findIfupdown();
if ('why' in found) {
  test('ifupdown as judge', () => {
    console.log(`${found.why}: its verdict was not asked`);
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const judge = ifupdownJudge(found.sbin);
  afterAll(() => judge.end());

  test('ifupdown and we agree on generated files', () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(configurations, (text) => {
        const verdict = judge.judge(text, namesOf(text));
        if (verdict.accepted) accepted++;
        else refused++;
        expect(disagreement(text, verdict)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
    // A generator of which one side is empty would prove nothing.
    expect(accepted).toBeGreaterThan(40);
    expect(refused).toBeGreaterThan(40);
  });
}
