import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const dist = (name: string): string => fileURLToPath(new URL(`../../../dist/${name}`, import.meta.url));

/** What each bundle may weigh, in kB: a tenth more than it did when it was last looked at. */
const budgets: Readonly<Record<string, number>> = {
  'extension.cjs': 10,
  'core.cjs': 1340,
  'server.cjs': 300,
  'opsbook.cjs': 6,
  'main.cjs': 200,
  'run.cjs': 330,
  'runner.cjs': 10,
  'sandbox.cjs': 60,
  'ssh2.cjs': 370,
  'editor.cjs': 580,
  'preview.cjs': 10,
};

/** Words that only ssh2's own code has. */
const ssh2 = /ssh2js/;

describe('bundles', () => {
  it.each(Object.entries(budgets))('%s weighs at most %i kB', (name, limit) => {
    expect(statSync(dist(name)).size / 1024).toBeLessThan(limit);
  });

  it('have ssh in them only where something is run', () => {
    const has = Object.keys(budgets).filter((name) => ssh2.test(readFileSync(dist(name), 'utf8')));
    expect(has.sort()).toEqual(['ssh2.cjs']);
  });

  it('know vscode only in the editor', () => {
    const has = Object.keys(budgets).filter((name) => /require\(["']vscode["']\)/.test(readFileSync(dist(name), 'utf8')));
    expect(has.sort()).toEqual(['editor.cjs', 'extension.cjs']);
  });

  it('can be executed where it is a command', () => {
    expect(statSync(dist('opsbook.cjs')).mode & 0o111).toBe(0o111);
    expect(readFileSync(dist('opsbook.cjs'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});
