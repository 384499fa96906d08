import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles as `npm run build` makes them, in a folder of their own. */
export interface Programs {
  /** The sandbox's server. */
  readonly server: string;
  /** `hold-sandbox.ts`, to be run by node. */
  readonly holder: string;
  /** Takes the folder away. */
  remove(): void;
}

/** Builds both; every user may read them. */
export async function sandboxPrograms(): Promise<Programs> {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-sandbox-programs-'));
  chmodSync(folder, 0o755);
  const absWorkingDir = new URL('../../..', import.meta.url).pathname;
  const common = {
    absWorkingDir,
    bundle: true,
    platform: 'node' as const,
    target: 'node20',
    external: ['cpu-features', '*.node'],
    logLevel: 'error' as const,
  };
  const server = join(folder, 'sandbox.cjs');
  const holder = join(folder, 'holder.mjs');
  await Promise.all([
    build({ ...common, format: 'cjs', entryPoints: ['client/src/sandbox/server/main.ts'], outfile: server }),
    build({ ...common, format: 'esm', entryPoints: ['test/host/sandbox/hold-sandbox.ts'], outfile: holder }),
  ]);
  return { server, holder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
