import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** A bundle of the sandbox's server as `npm run build` makes it, in a folder that goes when this process ends. */
export async function sandboxProgram(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-sandbox-program-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'sandbox.cjs');
  await build({
    absWorkingDir: new URL('../../..', import.meta.url).pathname,
    entryPoints: ['client/src/sandbox/server/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['cpu-features', '*.node'],
    logLevel: 'error',
  });
  return outfile;
}
