import { expect, test } from 'vitest';
import { runFuzz } from '../../fuzz/run-fuzz.ts';
import type { FuzzFound } from '../../fuzz/worker.ts';
import { seed } from '../../seed.ts';

const count = Number(process.env['OPSBOOK_FUZZ'] ?? 1_000_000);

// At five hundred a second a million takes half an hour on a machine that has nothing else to do.
const timeout = Math.max(600_000, count * 15);

test(`lint of ${count} broken texts: nothing thrown, no hang, ranges inside, fixes that mend (OPSBOOK_SEED=${seed})`, {
  timeout,
}, async () => {
  const byKind = new Map<string, { count: number; example: FuzzFound }>();
  const began = Date.now();
  await runFuzz(seed, count, (found) => {
    for (const trouble of found.troubles) {
      const known = byKind.get(trouble);
      const shorter = known === undefined || found.text.length < known.example.text.length;
      byKind.set(trouble, { count: (known?.count ?? 0) + 1, example: shorter ? found : known.example });
    }
  });
  console.log(`${count} inputs of seed ${seed} in ${((Date.now() - began) / 1000).toFixed(0)} s: ${byKind.size} kinds of trouble`);
  const report = [...byKind]
    .sort((a, b) => b[1].count - a[1].count)
    .map(([kind, { count: times, example }]) => `${kind} (${times}): ${example.path} ${JSON.stringify(example.text)}`);
  expect(report).toEqual([]);
});
