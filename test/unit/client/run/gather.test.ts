import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHosts } from '../../../../client/src/run/fold-hosts.ts';
import { gather } from '../../../../client/src/run/gather.ts';
import { hostExpression } from '../../../../server/src/core/inventory/host-expression.ts';
import { emptyInventory } from '../../../../server/src/core/inventory/inventory.ts';

describe('foldHosts', () => {
  it.each([
    [['web1', 'web2', 'web3', 'web7', 'db1'], 'web[1-3,7],db1'],
    [['web3', 'web1', 'web2', 'web1'], 'web[1-3]'],
    [['web08', 'web09', 'web10'], 'web[08-10]'],
    [['web1', 'web01'], 'web1,web01'],
    [['a1.example', 'a2.example', 'a1.other'], 'a[1-2].example,a1.other'],
    [['lb', 'local'], 'lb,local'],
    [['10.0.0.1', '10.0.0.2'], '10.0.0.[1-2]'],
    [[], ''],
  ])('%j is %s', (names, folded) => {
    expect(foldHosts(names)).toBe(folded);
  });
  it('means the same hosts when it is read as an expression', () => {
    const name = fc.tuple(fc.constantFrom('web', 'db-', 'x'), fc.nat({ max: 120 }), fc.boolean(), fc.constantFrom('', '.example'));
    fc.assert(
      fc.property(
        fc.uniqueArray(
          name.map(([a, n, pad, b]) => `${a}${pad ? String(n).padStart(3, '0') : n}${b}`),
          { minLength: 1, maxLength: 30 },
        ),
        (names) => {
          const hosts = new Map(names.map((each) => [each, { name: each, groups: [], variables: {} }]));
          const inventory = { ...emptyInventory, hosts } as unknown as typeof emptyInventory;
          expect([...hostExpression(foldHosts(names), inventory).names].sort()).toEqual([...names].sort());
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('gather', () => {
  const result = (host: string, stdout: string, outcome: 'ok' | 'failed' = 'ok') => ({ host, outcome, stdout, stderr: '' });
  it('puts hosts with the same output and outcome together, largest group first', () => {
    const groups = gather([
      result('web1', 'a'),
      result('web2', 'b'),
      result('web3', 'b'),
      result('web4', 'b', 'failed'),
      result('web5', 'b'),
    ]);
    expect(groups.map(({ name, outcome, stdout }) => [name, outcome, stdout])).toEqual([
      ['web[2-3,5]', 'ok', 'b'],
      ['web1', 'ok', 'a'],
      ['web4', 'failed', 'b'],
    ]);
  });
  it('loses no host', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 50 })),
        fc.array(fc.constantFrom('', 'x', 'y'), { minLength: 51, maxLength: 51 }),
        (numbers, outputs) => {
          const groups = gather(numbers.map((n) => result(`h${n}`, outputs[n] ?? '')));
          expect(groups.flatMap(({ hosts }) => hosts).sort()).toEqual(numbers.map((n) => `h${n}`).sort());
        },
      ),
      { numRuns: 200 },
    );
  });
});
