import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disagreement } from '../../daemons/logrotate/agreement.ts';
import { installedLogrotate, logrotateJudge } from '../../daemons/logrotate/daemon.ts';
import { configurations } from '../../daemons/logrotate/generator.ts';

const version = installedLogrotate();
if (version === undefined) {
  test('logrotate as judge', () => {
    console.log('logrotate is not installed: its verdict was not asked');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const judge = logrotateJudge();
  afterAll(() => judge.end());

  test(`logrotate ${version} and we agree on ten thousand generated files`, () => {
    fc.assert(
      fc.property(configurations, (text) => {
        expect(disagreement(text, judge.judge(text), version)).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });
}
