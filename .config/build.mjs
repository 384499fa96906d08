// Makes dist/: one bundle for each process that opsbook starts. `--watch` builds again on each change.
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { leftOut } from './build/left-out.mjs';
import { exportsOf, lateParts, partBundle, parts } from './build/late-parts.mjs';
import { sharedBundle, sharedModules } from './build/shared-modules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const watch = process.argv.includes('--watch');

/** Core is one bundle that all others share: its index is the only way in, so the import becomes a require beside them. */
const sharedCore = {
  name: 'shared-core',
  setup(build) {
    build.onResolve({ filter: /server\/src\/core\/index\.ts$|^(\.\.\/)+core\/index\.ts$/ }, () => ({ path: './core.cjs', external: true }));
  },
};

/** The same bundle, loaded when something of it is first called: who opens a runbook does not wait for it. */
const lateCore = {
  name: 'late-core',
  setup(build) {
    build.onResolve({ filter: /server\/src\/core\/index\.ts$/ }, () => ({ path: './core.cjs', namespace: 'late-core' }));
    build.onLoad({ filter: /./, namespace: 'late-core' }, async ({ path }) => ({
      contents: `for (const name of ${JSON.stringify(await exportsOf('server/src/core/index.ts'))}) Object.defineProperty(exports, name, { enumerable: true, get: () => require(${JSON.stringify(path)})[name] });`,
    }));
    build.onResolve({ filter: /./, namespace: 'late-core' }, ({ path }) => ({ path, external: true }));
  },
};

/** What runs is one bundle, loaded when something is run: `lint` never reads it. */
const lateRunner = {
  name: 'late-runner',
  setup(build) {
    build.onResolve({ filter: /(\/run|^\.\.)\/bundle\.ts$/ }, () => ({ path: './run.cjs', external: true }));
  },
};

/** Differences of texts are a bundle of their own as well, loaded when there are two. */
const lateDifferences = {
  name: 'late-differences',
  setup(build) {
    build.onResolve({ filter: /^diff$/ }, () => ({ path: './diff.cjs', namespace: 'late-diff' }));
    build.onLoad({ filter: /./, namespace: 'late-diff' }, ({ path }) => ({
      contents: `for (const name of ${JSON.stringify(differences)}) Object.defineProperty(exports, name, { enumerable: true, get: () => require(${JSON.stringify(path)})[name] });`,
    }));
    build.onResolve({ filter: /./, namespace: 'late-diff' }, ({ path }) => ({ path, external: true }));
  },
};

/** What the others take of the library of differences. */
const differences = ['applyPatch', 'createTwoFilesPatch', 'parsePatch', 'reversePatch'];

/** Node's modules that cost milliseconds to load and that most calls never need: their names are there, the module when one is asked for. */
const lateBuiltins = {
  name: 'late-builtins',
  setup(build) {
    const filter = /^(node:)?(crypto|child_process|readline|fs\/promises|os|url|v8)$/;
    build.onResolve({ filter }, ({ path, namespace }) =>
      namespace === 'late-builtin' ? { path, external: true } : { path: path.replace(/^(node:)?/, 'node:'), namespace: 'late-builtin' },
    );
    build.onLoad({ filter: /./, namespace: 'late-builtin' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'default' && name !== 'module.exports');
      return {
        contents: `for (const name of ${JSON.stringify(names)}) Object.defineProperty(exports, name, { enumerable: true, get: () => require(${JSON.stringify(path)})[name] });`,
      };
    });
  },
};

/** ssh2 is a bundle of its own: what runs and the practice host's server both need it. */
const sharedSsh = {
  name: 'shared-ssh',
  setup(build) {
    build.onResolve({ filter: /^ssh2$/ }, () => ({ path: './ssh2.cjs', external: true }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  // ASCII is read faster than UTF-8, which a program that begins anew at each call notices.
  charset: 'ascii',
  // The package's build of ES modules: only what is used is bundled, and nothing is wrapped in functions that run at each start.
  alias: { yaml: fileURLToPath(new URL('../node_modules/yaml/browser/dist/index.js', import.meta.url)) },
  // `import()` in code that V8's cache gives back would need a loader of its own.
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
  external: ['vscode', 'cpu-features', '*.node'],
};

/** What runs in a browser's worker: no module of Node is found. */
const browser = { platform: 'browser' };

const bundles = [
  { entryPoints: { core: 'server/src/core/index.ts' }, plugins: [lateParts()] },
  ...Object.keys(parts).map(partBundle),
  sharedBundle('protocol'),
  sharedBundle('ipc'),
  { stdin: { contents: `export { ${differences} } from 'diff';`, resolveDir: root, sourcefile: 'diff.js' }, outfile: 'dist/diff.cjs' },
  sharedBundle('serve', sharedCore),
  sharedBundle('client'),
  { entryPoints: { server: 'server/src/lsp/main.ts' }, plugins: [sharedCore, sharedModules()] },
  { entryPoints: { 'server-browser': 'server/src/lsp/browser-main.ts' }, plugins: [sharedCore, sharedModules()], ...browser },
  { entryPoints: { opsbook: 'client/src/cli/opsbook.ts' }, plugins: [lateBuiltins], banner: { js: '#!/usr/bin/env node' } },
  { entryPoints: { main: 'client/src/cli/main.ts' }, plugins: [sharedCore, lateRunner, lateDifferences, lateBuiltins] },
  { entryPoints: { ssh2: 'node_modules/ssh2/lib/index.js' } },
  { entryPoints: { run: 'client/src/run/bundle.ts' }, plugins: [sharedCore, sharedSsh, lateDifferences, sharedModules(), lateParts()] },
  { entryPoints: { runner: 'client/src/run/process/main.ts' }, plugins: [lateRunner] },
  { entryPoints: { sandbox: 'client/src/sandbox/server/main.ts' }, plugins: [sharedSsh] },
  { entryPoints: { extension: 'client/src/editor/extension.ts' }, external: [...common.external, './editor.cjs', './preview.cjs'] },
  { entryPoints: { preview: 'client/src/editor/preview/preview.ts' }, plugins: [lateCore] },
  { entryPoints: { editor: 'client/src/editor/editor.ts' }, plugins: [lateCore, lateDifferences, sharedModules()] },
  { entryPoints: { browser: 'client/src/editor/browser/extension.ts' }, ...browser },
  { entryPoints: { 'editor-browser': 'client/src/editor/browser/editor.ts' }, plugins: [sharedCore, sharedModules()], ...browser },
];

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
// Ansible finds our callback as a file in a folder of its own.
cpSync(
  new URL('../client/src/run/ansible/opsbook_events.py', import.meta.url),
  new URL('../dist/ansible/opsbook_events.py', import.meta.url),
);
const options = bundles.map((bundle) => ({
  ...common,
  ...bundle,
  plugins: [...(bundle.plugins ?? []), leftOut],
  ...(bundle.outfile === undefined && { outdir: 'dist', outExtension: { '.js': '.cjs' } }),
}));
if (watch) {
  // The editor's task waits for these two words.
  console.log('building');
  for (const option of options) await (await esbuild.context(option)).watch();
  console.log('watching');
} else {
  await Promise.all(options.map((option) => esbuild.build(option)));
  chmodSync(new URL('../dist/opsbook.cjs', import.meta.url), 0o755);
}
