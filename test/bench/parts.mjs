import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The parts in TypeScript (`ssh-parts.ts`) as a module that this Node can load, made in `folder`; ssh2 wants to be in a CommonJS one. */
export async function partsOf(root, folder) {
  const outfile = join(folder, 'parts.cjs');
  await build({ absWorkingDir: root, entryPoints: ['test/bench/ssh-parts.ts'], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['cpu-features', '*.node'], logLevel: 'error' });
  return (await import(pathToFileURL(outfile).href)).default;
}
