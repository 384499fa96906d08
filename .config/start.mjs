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
  if (status === 0) return;
  if (args[0] === 'run')
    console.log(`
Where the plan's first line says "plain", this machine forbids namespaces (as most containers do), and no step that changes anything was run here.
The same with a question before each of them:   npx opsbook run runbooks/haproxy-logs.md --sandbox`);
  process.exit(status ?? 2);
};

ensurePracticePackages();
opsbook('lint', 'runbooks');
opsbook('run', 'runbooks/haproxy-logs.md', '--sandbox', '--yes');
console.log(`
That was runbooks/haproxy-logs.md, on a copy of this machine: its checks found a symptom, its blocks mended it, and the checks looked again.
To see that there is nothing left to do:        npx opsbook run runbooks/haproxy-logs.md
To take it back:                                npx opsbook undo last
What else there is, and how to use it:          docs/runbooks.md

To open the same in VS Code, with its checks while you type:  npm start -- code
The practice host keeps its changes; to begin anew:           npx opsbook sandbox reset`);
