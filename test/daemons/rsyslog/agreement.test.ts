import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disagreement } from './agreement.ts';
import { installedRsyslog, rsyslogJudge } from './daemon.ts';
import { configurations } from './generator.ts';

const version = installedRsyslog();
if (version === undefined) {
  test('rsyslogd as judge', () => {
    console.log('rsyslogd is not installed: its verdict was not asked');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const judge = rsyslogJudge();
  afterAll(() => judge.end());

  test(`rsyslogd ${version} and we agree on generated files`, () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(configurations, (text) => {
        const verdict = judge.judge(text);
        if (verdict.accepted) accepted++;
        else refused++;
        expect(disagreement(text, verdict, version)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
    // A generator of which one side is empty would prove nothing.
    expect(accepted).toBeGreaterThan(40);
    expect(refused).toBeGreaterThan(40);
  });
}
