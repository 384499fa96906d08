import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const dist = (name: string): string => fileURLToPath(new URL(`../../../dist/${name}`, import.meta.url));

/** What each bundle may weigh, in kB: a tenth more than it did when it was last looked at. */
const budgets: Readonly<Record<string, number>> = {
  'extension.cjs': 10,
  'browser.cjs': 10,
  'editor-browser.cjs': 38,
  'core.cjs': 265,
  'yaml.cjs': 112,
  'markdown.cjs': 101,
  'shell.cjs': 133,
  'logrotate.cjs': 158,
  'interfaces.cjs': 191,
  'rsyslog.cjs': 490,
  'server.cjs': 15,
  'server-browser.cjs': 10,
  'serve.cjs': 118,
  'protocol.cjs': 150,
  'client.cjs': 222,
  'ipc.cjs': 10,
  'diff.cjs': 18,
  'opsbook.cjs': 6,
  'main.cjs': 163,
  // Terminals, certificates, what is asked after a loss, and shells of every kind are in it.
  'run.cjs': 300,
  'runner.cjs': 10,
  'sandbox.cjs': 19,
  'ssh2.cjs': 323,
  'editor.cjs': 159,
  'preview.cjs': 10,
};

/** What a browser begins with; the others follow. */
const inBrowsers = ['browser.cjs', 'editor-browser.cjs', 'preview.cjs', 'server-browser.cjs'];

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
    expect(has.sort()).toEqual(['browser.cjs', 'client.cjs', 'editor-browser.cjs', 'editor.cjs', 'extension.cjs', 'preview.cjs']);
  });

  it('require no module of Node where a browser loads them', () => {
    const loaded = new Set<string>();
    const outside = new Set<string>();
    const load = (name: string): void => {
      if (loaded.has(name)) return;
      loaded.add(name);
      for (const [, wanted = ''] of readFileSync(dist(name), 'utf8').matchAll(/\brequire\(["']([^"']+)["']\)/g)) {
        if (wanted.startsWith('./')) load(wanted.slice(2));
        else outside.add(wanted);
      }
    };
    for (const name of inBrowsers) load(name);
    expect([...loaded]).toContain('core.cjs');
    expect([...outside].filter((name) => name !== 'vscode')).toEqual([]);
  });

  it('can be executed where it is a command', () => {
    expect(statSync(dist('opsbook.cjs')).mode & 0o111).toBe(0o111);
    expect(readFileSync(dist('opsbook.cjs'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('open an encrypted key, whose sums Node makes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-key-'));
    try {
      const file = join(folder, 'key');
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'correct horse', '-f', file]);
      const { utils } = createRequire(import.meta.url)(dist('ssh2.cjs')) as typeof import('ssh2');
      const [key] = [utils.parseKey(readFileSync(file), 'correct horse')].flat();
      if (key === undefined || key instanceof Error) throw key ?? new Error('no key');
      expect(key.getPublicSSH().toString('base64')).toBe(readFileSync(`${file}.pub`, 'utf8').split(' ')[1]);
      expect([utils.parseKey(readFileSync(file), 'another')].flat()[0]).toBeInstanceOf(Error);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are for no VS Code that the language client would not speak to: its own check is left out', () => {
    const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
    const asked = /REQUIRED_VSCODE_VERSION = '\^(\d+)\.(\d+)\.0'/.exec(read('node_modules/vscode-languageclient/lib/node/main.js'));
    const ours = /^\^(\d+)\.(\d+)\.0$/.exec((JSON.parse(read('package.json')) as { engines: { vscode: string } }).engines.vscode);
    expect(ours?.[1]).toBe(asked?.[1]);
    expect(Number(ours?.[2])).toBeGreaterThanOrEqual(Number(asked?.[2]));
  });
});
