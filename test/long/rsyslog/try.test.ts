import fc from 'fast-check';
import { expect, test } from 'vitest';
import { installed, newest } from '../../daemons/rsyslog/isolated-daemon.ts';
import { runDaemon } from '../../daemons/rsyslog/running-daemon.ts';
import { differences, foretell } from '../../daemons/rsyslog/try-agreement.ts';
import { cases } from '../../daemons/rsyslog/try-generator.ts';

for (const [name, daemon] of [
  ['the installed rsyslogd', installed()],
  ['the newest rsyslogd (oracles/sid.sh, as root)', newest()],
] as const) {
  if (daemon === undefined) {
    test(`${name} writes what we foretell`, () => {
      console.log(`${name} is not here: nothing was compared`);
      if (name.startsWith('the installed')) expect(process.env['CI']).not.toBe('true');
    });
    continue;
  }
  const { version } = daemon;
  test(`rsyslogd ${version} writes what we foretell for thousands of messages`, { timeout: 1_800_000 }, async () => {
    let texts = 0;
    let messages = 0;
    let given = 0;
    await fc.assert(
      fc.asyncProperty(cases(25, 60, version), async (one) => {
        const foretold = foretell(one.configuration, one.messages, version);
        const written = await runDaemon(daemon, one.configuration, foretold.messages);
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
