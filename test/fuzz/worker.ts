import { parentPort, workerData } from 'node:worker_threads';
import { inputs } from './inputs.ts';
import { troublesOf } from './judge.ts';
import { seeds } from './seeds.ts';

/** What a worker is given: inputs `first`, `first + step` … of a seed; it writes the number it is at to `at`. */
export interface FuzzTask {
  readonly root: string;
  readonly seed: number;
  readonly count: number;
  readonly at: SharedArrayBuffer;
}

/** One input that was not judged as it must be. */
export interface FuzzFound {
  readonly index: number;
  readonly path: string;
  readonly text: string;
  readonly troubles: readonly string[];
}

const { root, seed, count, at } = workerData as FuzzTask;
const place = new Int32Array(at);
let index = 0;
for (const input of inputs(seed, count, seeds(root))) {
  Atomics.store(place, 0, index);
  const troubles = troublesOf(input);
  if (troubles.length > 0) parentPort?.postMessage({ index, ...input, troubles } satisfies FuzzFound);
  index++;
}
Atomics.store(place, 0, count);
