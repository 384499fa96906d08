// npm run bench [word…]: runs the benchmarks of test/bench whose name holds a word; prints ratios, medians of at least five runs.
// Each file `*.bench.mjs` exports `bench({ median, time, spent, root, say })`, which gives rows `{ what, ours, theirs, peer, unit }`, or throws with a
// reason where its peer is missing.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();

/** The middle one of an odd number of figures, the mean of the two middle ones otherwise. */
export function median(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of `runs` runs of `work`, in milliseconds, after one that is not counted. */
export async function time(work, runs = 5) {
  await work();
  const figures = [];
  for (let i = 0; i < runs; i++) {
    const began = performance.now();
    await work();
    figures.push(performance.now() - began);
  }
  return median(figures);
}

/**
 * The medians of the processor time, user's and system's, of `runs` times five runs of each command (a list of words), in milliseconds, after five
 * that are not counted. They take turns, so that what else the machine does falls on all alike. The shell's `times` tells what its children
 * spent, in hundredths of a second.
 */
export function spent(commands, runs = 7) {
  const figures = commands.map(() => []);
  for (let i = 0; i <= runs; i++) {
    for (const [at, words] of commands.entries()) {
      const { stdout } = spawnSync('sh', ['-c', 'for i in 1 2 3 4 5; do "$@"; done > /dev/null 2>&1; times', 'sh', ...words], {
        encoding: 'utf8',
      });
      const parts = [...(stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
      if (i > 0)
        figures[at].push(parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0) / 5);
    }
  }
  return figures.map(median);
}

const words = process.argv.slice(2);
const folder = join(root, 'test/bench');
const rows = [];
let missing = 0;
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.bench.mjs'))
  .sort()) {
  if (words.length > 0 && !words.some((word) => file.includes(word))) continue;
  try {
    const { bench } = await import(pathToFileURL(join(folder, file)).href);
    for (const row of await bench({ median, time, spent, root, say: (text) => console.error(`${file}: ${text}`) })) {
      rows.push(row);
      console.log(
        `${row.what}: ${figure(row.ours)} ${row.unit}, ${row.peer}: ${figure(row.theirs)} ${row.unit}, ratio ${(row.theirs / row.ours).toFixed(2)}`,
      );
    }
  } catch (error) {
    missing++;
    console.error(`${file}: not measured: ${error.message}`);
  }
}

console.log(`\n| what | ours | peer | theirs | theirs / ours |\n| --- | --- | --- | --- | --- |`);
for (const { what, ours, theirs, peer, unit } of rows)
  console.log(`| ${what} | ${figure(ours)} ${unit} | ${peer} | ${figure(theirs)} ${unit} | ${(theirs / ours).toFixed(2)} |`);
process.exit(missing > 0 && process.env.CI === 'true' ? 1 : 0);

function figure(number) {
  return number >= 100 ? number.toFixed(0) : number >= 1 ? number.toFixed(1) : number.toFixed(3);
}
