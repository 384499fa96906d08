import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreement } from './agreement.ts';
import { mutants, mutate, scripts } from './generator.ts';
import { haveJudges, judgeOf } from './judge.ts';
import { realScripts } from './real-scripts.ts';
import { seed } from '../../seed.ts';

if (!haveJudges()) {
  test('bash and dash as judges', () => {
    console.log('bash or dash is not installed: their verdicts were not asked');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const real = realScripts(1500);

  describe.each(['sh', 'bash'] as const)('%s', (dialect) => {
    test(`generated scripts are judged as ${judgeOf[dialect]} -n does (seed ${seed})`, () => {
      const { taken, refused, falseAlarms, misses } = agreement(fc.sample(scripts(dialect), { numRuns: 500, seed }), dialect);
      expect(falseAlarms).toEqual([]);
      expect(misses.length).toBeLessThanOrEqual(refused * 0.1 + 2);
      // A generator of which one side is empty would prove nothing.
      expect(taken).toBeGreaterThan(300);
      expect(refused).toBeGreaterThan(5);
    });

    test(`and with a slip in them (seed ${seed})`, () => {
      const { refused, falseAlarms, misses } = agreement(fc.sample(mutants(dialect), { numRuns: 500, seed }), dialect);
      // What shells make of the ruins of `$((` and of quotes in sums is theirs alone: one in a thousand.
      expect(falseAlarms.length, falseAlarms.join('\n')).toBeLessThanOrEqual(1);
      expect(misses.length, misses.slice(0, 5).join('\n--\n')).toBeLessThanOrEqual(refused * 0.15);
    });

    test('scripts of this machine are judged alike', () => {
      const texts = real.flatMap((script) => (script.dialect === dialect ? [script.text] : []));
      const { taken, falseAlarms, misses } = agreement(texts, dialect);
      expect(taken).toBeGreaterThan(0);
      expect(falseAlarms).toEqual([]);
      expect(misses.length).toBeLessThanOrEqual(1 + texts.length / 500);
    });

    test('and with a slip in them', () => {
      const small = real.filter((script) => script.dialect === dialect && script.text.length < 6000);
      const slips = ['"', "'", '`', ')', '}', ' fi ', ' done ', ';;', '$(', ' then ', '|'];
      const texts = small
        .slice(0, 300)
        .map(({ text }, index) => mutate(text, (index * 7919 + seed) % 100_000, index % 4, slips[index % slips.length] as string));
      const { refused, falseAlarms, misses } = agreement(texts, dialect);
      expect(falseAlarms).toEqual([]);
      expect(misses.length, misses.slice(0, 3).join('\n--\n')).toBeLessThanOrEqual(refused * 0.1 + 2);
    });
  });
}
