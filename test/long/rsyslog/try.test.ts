import fc from 'fast-check';
import { expect, test } from 'vitest';
import { installedRsyslog } from '../../daemons/rsyslog/daemon.ts';
import { runDaemon } from '../../daemons/rsyslog/running-daemon.ts';
import { differences, foretell } from '../../daemons/rsyslog/try-agreement.ts';
import { cases } from '../../daemons/rsyslog/try-generator.ts';

const version = installedRsyslog();
if (version === undefined) {
  test('rsyslogd writes what we foretell', () => {
    console.log('rsyslogd is not installed: nothing was compared');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  test(`rsyslogd ${version} writes what we foretell for thousands of messages`, { timeout: 1_800_000 }, async () => {
    let texts = 0;
    let messages = 0;
    let given = 0;
    await fc.assert(
      fc.asyncProperty(cases(25, 60), async (one) => {
        const foretold = foretell(one.configuration, one.messages);
        const written = await runDaemon(one.configuration, foretold.messages);
        given += one.messages.length;
        texts += foretold.texts;
        messages += foretold.messages.length;
        expect(differences(foretold.written, written)).toEqual([]);
      }),
      { numRuns: 400, endOnFailure: true },
    );
    console.log(`rsyslogd ${version}: ${messages} of ${given} messages wholly foretold, ${texts} texts of actions, all as written`);
    expect(messages).toBeGreaterThan(5000);
  });
}
