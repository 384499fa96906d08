import fc from 'fast-check';
import { expect } from 'vitest';
import { disagreementWith, namesOf } from './agreement.ts';
import { configurations } from './generator.ts';
import type { OtherDaemon } from './other-daemons.ts';

/**
 * Texts that all daemons cut into lines and words alike: the others take form feeds for letters, ifupdown-ng a `#` behind a keyword for a comment, and some let comments go on behind a
 * backslash, which a rule of its own says; ifupdown2 puts a blank in the place of every backslash, and joins lines over empty ones.
 */
export const alike: fc.Arbitrary<string> = configurations.filter(
  (text) =>
    !/[\f\v]|^[\t ]*#.*\\\r?$|^\s*\\|\S\\\r?\n\S|\\[^\n]|\\\n\s*\n|^[\t ]*(?:iface|auto|template)[\t ]+#/m.test(text) &&
    !/\\\r?\n?$/.test(text),
);

/** Has a daemon judge that many generated files and fails where we disagree; says how many it took and refused. */
export async function tryOther(daemon: OtherDaemon, runs: number): Promise<{ readonly taken: number; readonly refused: number }> {
  let taken = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(alike, async (text) => {
      const refusals = await daemon.refusals(text, namesOf(text));
      fc.pre(refusals !== undefined);
      if (refusals.length === 0) taken++;
      else refused++;
      expect(disagreementWith(daemon.dialect, text, refusals)).toBeUndefined();
    }),
    { numRuns: runs },
  );
  return { taken, refused };
}
