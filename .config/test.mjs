// npm test [suite…]: installs what the tests lack, then runs them: unit, host, daemons, fleet, corpus, editor. Also: long, check.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';

const everything = ['check', 'unit', 'host', 'daemons', 'fleet', 'corpus', 'editor'];
const suites = process.argv.slice(2).length > 0 ? process.argv.slice(2) : everything;

ensureNode();
ensureInstalled();
const { ensurePackages } = await import('./needs.mjs');
ensurePackages(suites);
ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), 'opsbook-test-'));
let passed = 0;
let failed = 0;
for (const suite of suites) {
  const began = Date.now();
  console.log(`\n== ${suite}`);
  const counts = suite === 'check' ? runCheck() : suite === 'editor' ? runEditor() : runVitest(suite);
  passed += counts.passed;
  failed += counts.failed;
  console.log(`== ${suite}: ${counts.passed} passed, ${counts.failed} failed, ${((Date.now() - began) / 1000).toFixed(0)} s`);
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function runCheck() {
  const { status } = spawnSync(process.execPath, ['.config/check.mjs'], { cwd: root, stdio: 'inherit' });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
}

function runVitest(suite) {
  const report = join(folder, `${suite}.json`);
  const args = [
    '--no-install',
    'vitest',
    'run',
    '--config',
    '.config/vitest.config.ts',
    '--project',
    suite,
    '--reporter',
    'default',
    '--reporter',
    'json',
    `--outputFile.json=${report}`,
  ];
  const { status } = spawnSync('npx', args, { cwd: root, stdio: 'inherit' });
  return counted(report, status, (read) => ({
    passed: read.numPassedTests,
    // A test that was passed over proves nothing, so it counts as failed.
    failed: read.numFailedTests + read.numPendingTests + read.numTodoTests + (read.success || read.numFailedTests > 0 ? 0 : 1),
  }));
}

function runEditor() {
  const report = join(folder, 'editor.json');
  const { status } = spawnSync(process.execPath, ['test/editor/run.mjs', `--report=${report}`], { cwd: root, stdio: 'inherit' });
  return counted(report, status, (read) => read);
}

/** The counts of a report; a run that ended badly has at least one failure, whatever it counted. */
function counted(report, status, read) {
  let counts = { passed: 0, failed: 0 };
  try {
    counts = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    console.error(`no report was written (exit status ${status})`);
  }
  const bad = status !== 0 || counts.passed === 0;
  return { passed: counts.passed, failed: bad ? Math.max(1, counts.failed) : counts.failed };
}
