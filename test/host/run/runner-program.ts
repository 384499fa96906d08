import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Builds the runner's program as `npm run build` does, in a folder that goes when this process ends. */
export async function runnerProgram(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-runner-program-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'runner.cjs');
  await build({
    absWorkingDir: new URL('../../..', import.meta.url).pathname,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['cpu-features', '*.node'],
    logLevel: 'error',
    entryPoints: ['client/src/run/process/main.ts'],
    outfile,
  });
  return outfile;
}
