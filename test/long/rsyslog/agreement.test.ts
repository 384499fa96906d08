import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disagreement } from '../../daemons/rsyslog/agreement.ts';
import { installedRsyslog, rsyslogJudge } from '../../daemons/rsyslog/daemon.ts';
import { configurations } from '../../daemons/rsyslog/generator.ts';

const version = installedRsyslog();
if (version === undefined) {
  test('rsyslogd as judge', () => {
    console.log('rsyslogd is not installed: its verdict was not asked');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const judge = rsyslogJudge();
  afterAll(() => judge.end());

  test(`rsyslogd ${version} and we agree on ten thousand generated files`, () => {
    fc.assert(
      fc.property(configurations, (text) => {
        expect(disagreement(text, judge.judge(text), version)).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });
}
