import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreement } from '../../daemons/shell/agreement.ts';
import { mutants, scripts } from '../../daemons/shell/generator.ts';
import { haveJudges } from '../../daemons/shell/judge.ts';
import { seed } from '../../seed.ts';

if (!haveJudges()) {
  test('bash and dash as judges', () => {
    console.log('bash or dash is not installed: their verdicts were not asked');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  test.each(['sh', 'bash'] as const)(`ten thousand scripts of %s, and as many with a slip (seed ${seed})`, (dialect) => {
    const right = agreement(fc.sample(scripts(dialect), { numRuns: 10_000, seed }), dialect);
    expect(right.falseAlarms).toEqual([]);
    expect(right.misses.length).toBeLessThanOrEqual(right.refused * 0.1);
    const wrong = agreement(fc.sample(mutants(dialect), { numRuns: 10_000, seed }), dialect);
    expect(wrong.falseAlarms.length, wrong.falseAlarms.join('\n')).toBeLessThanOrEqual(10);
    expect(wrong.misses.length).toBeLessThanOrEqual(wrong.refused * 0.15);
  });
}
