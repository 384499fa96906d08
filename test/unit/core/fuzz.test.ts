import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inputs } from '../../fuzz/inputs.ts';
import { troublesOf } from '../../fuzz/judge.ts';
import { seeds } from '../../fuzz/seeds.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('lint of a thousand broken texts throws nothing, keeps ranges inside and mends what it offers to mend', () => {
  const bad = [...inputs(1, 1000, seeds(root))].flatMap((input) =>
    troublesOf(input).map((trouble) => `${trouble}: ${input.path} ${JSON.stringify(input.text)}`),
  );
  expect(bad).toEqual([]);
});
