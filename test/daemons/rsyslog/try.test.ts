import fc from 'fast-check';
import { expect, test } from 'vitest';
import { installed, newest } from './isolated-daemon.ts';
import { runDaemon } from './running-daemon.ts';
import { differences, foretell } from './try-agreement.ts';
import { cases } from './try-generator.ts';

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
  test(`rsyslogd ${version} writes what we foretell`, { timeout: 120_000 }, async () => {
    let texts = 0;
    let messages = 0;
    await fc.assert(
      fc.asyncProperty(cases(20, 40, version), async ({ configuration, messages: given }) => {
        const foretold = foretell(configuration, given, version);
        const written = await runDaemon(daemon, configuration, foretold.messages);
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
