import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostExpression } from '../../../../server/src/core/inventory/host-expression.ts';
import type { Inventory } from '../../../../server/src/core/inventory/inventory.ts';

const names = ['web1', 'web2', 'web3', 'web10', 'db-a', 'db-b', 'lb01', 'lb02'];
const inventory: Inventory = {
  hosts: new Map(names.map((name) => [name, { name }])),
  groups: new Map([
    ['web', ['web1', 'web2', 'web3', 'web10']],
    ['edge', ['lb01', 'lb02']],
  ]),
  complete: true,
};
const read = (text: string) => hostExpression(text, inventory).names;

describe('hostExpression', () => {
  it.each([
    ['web1', ['web1']],
    ['web[1-3]', ['web1', 'web2', 'web3']],
    ['web[1-2,10]', ['web1', 'web2', 'web10']],
    ['lb[01-02]', ['lb01', 'lb02']],
    ['db-*', ['db-a', 'db-b']],
    ['web?', ['web1', 'web2', 'web3']],
    ['@web', ['web1', 'web2', 'web3', 'web10']],
    ['@web!web2', ['web1', 'web3', 'web10']],
    ['@web&web[2-3]', ['web2', 'web3']],
    ['@edge,web1', ['lb01', 'lb02', 'web1']],
    ['web1,web1', ['web1']],
    ['web1!web1,db-a', ['db-a']],
    ['local,sandbox', ['local', 'sandbox']],
    ['ssh://root@10.0.0.1:2222', ['ssh://root@10.0.0.1:2222']],
  ])('%s', (text, expected) => {
    expect(hostExpression(text, inventory)).toEqual({ names: expected, troubles: [] });
  });

  it('never means the machines that are always there by a pattern', () => {
    expect(read('*')).toEqual(names);
  });

  it.each([
    ['web4', 'unknown', 0, 4],
    ['web1,wbe2', 'unknown', 5, 9],
    ['@nobody', 'unknown', 0, 7],
    ['web[3-1]', 'syntax', 0, 8],
    ['web[', 'syntax', 0, 4],
    ['', 'syntax', 0, 0],
    ['ssh://x:65536', 'syntax', 0, 13],
    ['ssh://-o', 'syntax', 0, 8],
    ['web1,,web2', 'syntax', 4, 5],
    ['a b', 'syntax', 0, 3],
    ['nothing*', 'empty', 0, 8],
    ['web1!web1', 'empty', 0, 9],
    ['x[1-9999999]', 'too-many', 0, 12],
  ])('%j is a trouble of kind %s', (text, kind, start, end) => {
    const [trouble] = hostExpression(text, inventory).troubles;
    expect([trouble?.kind, trouble?.span]).toEqual([kind, { start, end }]);
  });

  it.each([
    ['wbe2', '; did you mean `web2`?'],
    ['@egde', '; did you mean `@edge`?'],
    ['web', '; the group of that name is `@web`'],
    ['192.0.2.7', '; an address is written `ssh://192.0.2.7`'],
    ['shop.example.org:2222', '; an address is written `ssh://shop.example.org:2222`'],
    ['2001:db8::7', '; an address is written `ssh://[2001:db8::7]`'],
    ['::1', '; an address is written `ssh://[::1]`'],
    ['web[4-9]', 'the hosts `web4`, `web5`, `web6` and 3 more'],
  ])('%s is answered in one sentence: %s', (text, part) => {
    const { troubles } = hostExpression(text, inventory);
    // What is named instead is one.
    const [instead] = /ssh:[^`]+/.exec(troubles[0]?.message ?? '') ?? [];
    if (instead !== undefined) expect(read(instead)).toEqual([instead]);
    expect(troubles.map(({ message }) => message)).toEqual([expect.stringContaining(part)]);
  });

  it('takes unknown names as they are where the inventory is not complete', () => {
    expect(hostExpression('web4', { ...inventory, complete: false })).toEqual({ names: ['web4'], troubles: [] });
  });

  it('never throws, and its spans lie in the expression', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '1', '[', ']', ',', '!', '&', '@', '*', '-', ' ', 'ssh://', '/') }), (text) => {
        for (const { span } of hostExpression(text, inventory).troubles) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
