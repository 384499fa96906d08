// npm start: installs, builds, and runs a runbook on the practice host. npm start -- code: opens it in VS Code.
import { spawnSync } from 'node:child_process';
import { ensurePracticePackages } from './practice.mjs';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();

const words = process.argv.slice(2);
if (words[0] === 'code') {
  const { openCode } = await import('../test/editor/vscode/open.mjs');
  process.exit(await openCode(root, words.slice(1)));
}

const opsbook = (...args) => {
  console.log(`\n$ opsbook ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['dist/opsbook.cjs', ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 2);
};

ensurePracticePackages();
opsbook('lint', 'runbooks');
opsbook('run', 'runbooks/haproxy-logs.md', '--sandbox', '--yes');
console.log(`
To open the same in VS Code, with its checks while you type:  npm start -- code
The practice host keeps its changes; to begin anew:           npx opsbook sandbox reset`);
