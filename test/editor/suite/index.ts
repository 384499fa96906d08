import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** Runs every test file beside this one inside the extension host; fails where one fails. Writes how many passed and what failed where it is told to. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false, forbidOnly: true, forbidPending: true });
  for (const name of readdirSync(__dirname).sort()) if (name.endsWith('.test.cjs')) mocha.addFile(join(__dirname, name));
  return new Promise((done, fail) => {
    let passed = 0;
    const failures: { name: string; why: string }[] = [];
    const runner = mocha.run((failed) => {
      const report = process.env['OPSBOOK_SUITE_REPORT'];
      if (report !== undefined) writeFileSync(report, JSON.stringify({ passed, failures }));
      if (failed > 0 || passed === 0) fail(new Error(`${failed} of ${passed + failed} tests failed`));
      else done();
    });
    runner.on('pass', () => passed++);
    runner.on('fail', (test, error: Error) => failures.push({ name: test.fullTitle(), why: error.message }));
  });
}
