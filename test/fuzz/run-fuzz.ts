import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as esbuild from 'esbuild';
import type { FuzzFound, FuzzTask } from './worker.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An input that is not done after this many milliseconds hangs. */
const HANG = 60_000;

/** Judges `count` inputs of a seed on all cores but one; an input that hangs ends it. */
export async function runFuzz(seed: number, count: number, tell: (found: FuzzFound) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-fuzz-'));
  const program = join(folder, 'worker.cjs');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/fuzz/worker.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: program,
  });
  const workers = Math.max(1, availableParallelism() - 1);
  try {
    await Promise.all(
      Array.from({ length: workers }, (_, i) => one(program, { seed: seed + i * 7919, count: Math.ceil(count / workers) }, tell)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function one(program: string, { seed, count }: { seed: number; count: number }, tell: (found: FuzzFound) => void): Promise<void> {
  return new Promise((done, fail) => {
    const at = new SharedArrayBuffer(4);
    const task: FuzzTask = { root, seed, count, at };
    const worker = new Worker(program, { workerData: task });
    const place = new Int32Array(at);
    let before = -1;
    let since = Date.now();
    const watch = setInterval(() => {
      const now = Atomics.load(place, 0);
      if (now !== before) since = Date.now();
      before = now;
      if (Date.now() - since < HANG) return;
      void worker.terminate();
      fail(new Error(`input ${now} of seed ${seed} hangs`));
    }, 1000);
    worker.on('message', tell);
    worker.on('error', fail);
    worker.on('exit', () => {
      clearInterval(watch);
      if (Atomics.load(place, 0) === count) done();
      else fail(new Error(`the worker of seed ${seed} ended at input ${Atomics.load(place, 0)}`));
    });
  });
}
