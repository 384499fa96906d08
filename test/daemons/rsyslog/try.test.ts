import fc from 'fast-check';
import { expect, test } from 'vitest';
import { installedRsyslog } from './daemon.ts';
import { runDaemon } from './running-daemon.ts';
import { differences, foretell } from './try-agreement.ts';
import { cases } from './try-generator.ts';

const version = installedRsyslog();
if (version === undefined) {
  test('rsyslogd writes what we foretell', () => {
    console.log('rsyslogd is not installed: nothing was compared');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  test(`rsyslogd ${version} writes what we foretell`, { timeout: 120_000 }, async () => {
    let texts = 0;
    let messages = 0;
    await fc.assert(
      fc.asyncProperty(cases(20, 40), async ({ configuration, messages: given }) => {
        const foretold = foretell(configuration, given);
        const written = await runDaemon(configuration, foretold.messages);
        texts += foretold.texts;
        messages += foretold.messages.length;
        expect(differences(foretold.written, written)).toEqual([]);
      }),
      // Shrinking would start a daemon for each try; the seed is enough to look at.
      { numRuns: 25, endOnFailure: true },
    );
    console.log(`rsyslogd ${version}: ${messages} messages, ${texts} texts of actions foretold, all as written`);
    expect(texts).toBeGreaterThan(2000);
  });
}
