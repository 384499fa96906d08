import fc from 'fast-check';
import { expect, test } from 'vitest';
import { installed, newest } from './isolated-daemon.ts';
import { runDaemon } from './running-daemon.ts';
import { differences, foretell } from './try-agreement.ts';
import { cases } from './try-generator.ts';

/** What was compared: messages sent, those of which all was foretold, texts of actions. */
export interface Compared {
  readonly given: number;
  readonly messages: number;
  readonly texts: number;
}

/**
 * A test for the installed rsyslogd and one for the newest: each of `runs` generated configurations of so many `rules`, with so many
 * `messages`, is run by the daemon, which must write what we foretell. `enough` then looks at how much was compared. Where the newest is absent
 * its test says so; under CI the installed one must be there.
 */
export function foretells(
  title: string,
  { rules, messages, runs, timeout }: { rules: number; messages: number; runs: number; timeout: number },
  enough: (compared: Compared) => void,
): void {
  for (const [name, daemon] of [
    ['the installed rsyslogd', installed()],
    ['the newest rsyslogd (oracles/sid.sh, as root)', newest()],
  ] as const) {
    if (daemon === undefined) {
      test(`${name} writes ${title}`, () => {
        console.log(`${name} is not here: nothing was compared`);
        if (name.startsWith('the installed')) expect(process.env['CI']).not.toBe('true');
      });
      continue;
    }
    const { version } = daemon;
    test(`rsyslogd ${version} writes ${title}`, { timeout }, async () => {
      const compared = { given: 0, messages: 0, texts: 0 };
      await fc.assert(
        fc.asyncProperty(cases(rules, messages, version), async (one) => {
          const foretold = foretell(one.configuration, one.messages, version);
          const written = await runDaemon(daemon, one.configuration, foretold.messages);
          compared.given += one.messages.length;
          compared.messages += foretold.messages.length;
          compared.texts += foretold.texts;
          expect(differences(foretold.written, written)).toEqual([]);
        }),
        // Shrinking would start a daemon for each try; the seed is enough to look at.
        { numRuns: runs, endOnFailure: true },
      );
      console.log(
        `rsyslogd ${version}: ${compared.messages} of ${compared.given} messages wholly foretold, ${compared.texts} texts of actions, all as written`,
      );
      enough(compared);
    });
  }
}
