// Runs one suite, and tells what passed and what failed by name.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../ensure.mjs';

/**
 * What a run of a suite came to: how many passed, the failures with their `name`, their `place` (what `runSuite` takes to run them once more:
 * a file, or the name of a spec in the editor; absent where nothing but the whole suite can be named) and the first line of `why`.
 * @typedef {{ passed: number, failures: { name: string, place?: string, why: string }[] }} Outcome
 */

/** Runs `suite`, or only the `places` of it that an earlier run named; reports are written to `folder`. */
export function runSuite(suite, folder, places = []) {
  if (suite === 'check') return runCheck();
  return suite === 'editor' ? runEditor(folder, places) : runVitest(suite, folder, places);
}

function runCheck() {
  const { status } = spawnSync(process.execPath, ['.config/check.mjs'], { cwd: root, stdio: 'inherit' });
  return status === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [{ name: 'check', why: `exit status ${status}` }] };
}

function runVitest(suite, folder, places) {
  const report = join(folder, `${suite}.json`);
  const args = ['--no-install', 'vitest', 'run', '--config', '.config/vitest.config.ts', '--project', suite];
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`];
  const { status } = spawnSync('npx', [...args, ...reporters, ...places], { cwd: root, stdio: 'inherit' });
  return outcomeOf(suite, report, status, (read) => {
    const failures = [];
    for (const { name: path, status: ofFile, message, assertionResults } of read.testResults) {
      const place = relative(root, path);
      // A test that was passed over proves nothing, so it counts as failed.
      const bad = assertionResults.filter((test) => test.status !== 'passed');
      for (const test of bad) failures.push({ name: `${place} > ${test.fullName}`, place, why: test.failureMessages?.[0] ?? test.status });
      if (ofFile !== 'passed' && bad.length === 0) failures.push({ name: place, place, why: message || ofFile });
    }
    return { passed: read.numPassedTests, failures };
  });
}

function runEditor(folder, places) {
  const report = join(folder, 'editor.json');
  const { status } = spawnSync(process.execPath, ['test/editor/run.mjs', `--report=${report}`, ...places], { cwd: root, stdio: 'inherit' });
  return outcomeOf('editor', report, status, (read) => read);
}

/** What a report says; a run that ended badly has at least one failure, whatever was counted. */
function outcomeOf(suite, report, status, read) {
  let outcome = { passed: 0, failures: [] };
  try {
    outcome = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    console.error(`no report was written (exit status ${status})`);
  }
  const bad = status !== 0 || outcome.passed === 0;
  if (bad && outcome.failures.length === 0) outcome.failures.push({ name: suite, why: `exit status ${status}` });
  return outcome;
}
