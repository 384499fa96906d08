import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disagreement, namesOf } from '../../daemons/interfaces/agreement.ts';
import { findIfupdown, ifupdownJudge } from '../../daemons/interfaces/daemon.ts';
import { configurations } from '../../daemons/interfaces/generator.ts';

const found = findIfupdown();
if ('why' in found) {
  test('ifupdown as judge', () => {
    console.log(`${found.why}: its verdict was not asked`);
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const judge = ifupdownJudge(found.sbin);
  afterAll(() => judge.end());

  test('ifupdown and we agree on ten thousand generated files', () => {
    fc.assert(
      fc.property(configurations, (text) => {
        expect(disagreement(text, judge.judge(text, namesOf(text)))).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });
}
