import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8Text } from '../../../../client/src/ssh/utf8-text.ts';

it('gives back any text, wherever its bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.nat(200), { maxLength: 8 }), async (text, cuts) => {
      const bytes = Buffer.from(text, 'utf8');
      const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const parts = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
      const found: string[] = [];
      for await (const part of utf8Text(
        (async function* () {
          yield* parts;
        })(),
      )) {
        expect(part).not.toMatch(/\p{Surrogate}|\uFFFD/u);
        found.push(part);
      }
      expect(found.join('')).toBe(text);
    }),
    { numRuns: 200 },
  );
});
