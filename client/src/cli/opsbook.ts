import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { main as Main } from './main.ts';
import { cacheFolder } from '../start/cache-folder.ts';
import { cachedModules } from '../start/cached-modules.ts';
import { optimizeLate, optimizeLater } from '../start/late-optimizing.ts';

// A reader that goes away (`opsbook lint | head`) is no error of ours; a run sees to it itself, and ends what it has begun.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' && process.stdout.listenerCount('error') === 1) process.exit(0);
});
process.stderr.on('error', () => undefined);

// Before any code is loaded: V8 takes compiled code that was kept under the same flags alone.
const flags = optimizeLate(process.argv.slice(2)) ? 'late' : '';
const folder = cacheFolder();
const modules =
  folder === undefined
    ? undefined
    : cachedModules(folder, flags, (name) => {
        if (name === 'run.cjs' && flags === '') optimizeLater();
      });
const plain = createRequire(__filename);
const load = (name: string): unknown => (modules === undefined ? plain(join(__dirname, name)) : modules.load(join(__dirname, name)));

load('core.cjs');
const { main } = load('main.cjs') as { main: typeof Main };
void main(process.argv.slice(2), __dirname).then((status) => {
  process.exitCode = status;
  modules?.keep();
});
