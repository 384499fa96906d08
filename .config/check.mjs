// Types, style and dead code, all of them even when one fails.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'server/src/core/tsconfig.json'],
  ['biome', 'check', '--error-on-warnings'],
  ['knip', '--config', '.config/knip.json'],
  ['node', '.config/docs.mjs', '--check'],
];
let bad = 0;
for (const [command, ...args] of steps) {
  const { status } = spawnSync(
    command === 'node' ? process.execPath : 'npx',
    command === 'node' ? args : ['--no-install', command, ...args],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')}: exit status ${status}`);
    bad++;
  }
}
process.exit(bad === 0 ? 0 : 1);
