// The tests in a real VS Code: a mocha suite inside its extension host, then specs that drive its window as a person would.
// --report=FILE writes how many passed, and each failure's name, place (the word that chooses it) and reason; --extension=FOLDER takes another build than this tree's; further words choose specs by name (`suite` is the first).
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { packVsix } from '../../.config/vsix.mjs';
import { chromiumPath } from './vscode/chromium.mjs';
import { NoVscode, vscodeFolder } from './vscode/install.mjs';
import { installExtension, startServer } from './vscode/server.mjs';
import { openWebWindow } from './vscode/web-window.mjs';
import { openWindow } from './vscode/window.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = process.argv.slice(2);
const said = (name, otherwise) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const chosen = words.filter((word) => !word.startsWith('--'));
const extension = said('extension', root);
const artefacts = join(root, 'test-artefacts');
const scratch = mkdtempSync(join(tmpdir(), 'opsbook-editor-'));
const outcome = { passed: 0, failures: [] };
const isChosen = (name) => chosen.length === 0 || chosen.includes(name);

/** Settings that keep pictures calm and calls home away. */
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'window.title': '${activeEditorShort}${separator}${rootName}',
  'workbench.colorTheme': 'Default Light Modern',
};

/** What a test's processes get: state and configuration of their own. */
const environment = {
  XDG_STATE_HOME: join(scratch, 'state'),
  XDG_CONFIG_HOME: join(scratch, 'config'),
  XDG_RUNTIME_DIR: join(scratch, 'runtime'),
  OPSBOOK_SUITE_REPORT: join(scratch, 'suite.json'),
};

function newFolder(name) {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function newData(name, more = {}) {
  const data = newFolder(`${name}-data`);
  // Settings of the machine's scope are read from a file of their own where VS Code runs behind a server.
  for (const [scope, values] of Object.entries({ User: { ...settings, ...more }, Machine: more })) {
    mkdirSync(join(data, scope), { recursive: true });
    writeFileSync(join(data, scope, 'settings.json'), JSON.stringify(values));
  }
  return data;
}

async function bundle(folder, format, extensionName) {
  const entries = readdirSync(join(root, 'test/editor', folder)).filter((name) => name.endsWith('.ts'));
  const outdir = join(artefacts, 'built', folder);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries.map((name) => join('test/editor', folder, name)),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format,
    outdir,
    outExtension: { '.js': extensionName },
    external: ['vscode', 'mocha', 'playwright-core'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return entries.map((name) => join(outdir, name.replace(/\.ts$/, extensionName)));
}

async function runSuite() {
  console.log('\nInside the extension host');
  await bundle('suite', 'cjs', '.cjs');
  let status = 0;
  try {
    await runTests({
      vscodeExecutablePath: process.env.OPSBOOK_CODE || join(root, 'test/editor/vscode/code'),
      extensionDevelopmentPath: extension,
      extensionTestsPath: join(artefacts, 'built/suite/index.cjs'),
      launchArgs: [newFolder('suite'), `--user-data-dir=${newData('suite')}`, `--extensions-dir=${newFolder('extensions')}`],
      extensionTestsEnv: environment,
    });
  } catch (error) {
    status = error.code ?? 1;
  }
  let report = { passed: 0, failures: [] };
  try {
    report = JSON.parse(readFileSync(environment.OPSBOOK_SUITE_REPORT, 'utf8'));
  } catch {
    console.error(`the suite wrote no report (exit status ${status})`);
  }
  const bad = status !== 0 || report.passed === 0;
  if (bad && report.failures.length === 0) report.failures.push({ name: 'the extension host', why: `exit status ${status}` });
  outcome.passed += report.passed;
  outcome.failures.push(...report.failures.map((failure) => ({ ...failure, place: 'suite' })));
}

/** The extension of this tree as it would be published: a vsix made of the bundles in dist/, once. */
function pack() {
  const vsix = join(scratch, 'opsbook.vsix');
  if (existsSync(vsix)) return vsix;
  packVsix(vsix);
  return vsix;
}

/** A window for a spec that has no machine behind it: the packed extension, and the files in memory. */
async function startWebWindow(name, { files = {}, file, userSettings = {}, language, trust = false, isReadonly = false, size, colorScheme } = {}) {
  const extensionsFolder = newFolder(`${name}-extensions`);
  installExtension({ vsix: pack(), dataFolder: newData(name), extensionsFolder });
  const installed = readdirSync(extensionsFolder).find((entry) => entry.startsWith('opsbook.'));
  const window = await openWebWindow({
    extension: join(extensionsFolder, installed),
    files,
    file,
    settings: { ...settings, 'security.workspace.trust.enabled': trust, ...userSettings },
    language,
    trust,
    isReadonly,
    size,
    colorScheme,
  });
  return { ...window, picture: (picture) => window.page.screenshot({ path: join(artefacts, `${picture}.png`) }) };
}

/** A window for a spec: a folder of its own with `files` in it, in a VS Code of its own. */
async function startSpecWindow(name, { files = {}, file, trust = false, packed = false, userSettings = {}, env = {}, size, colorScheme } = {}) {
  const folder = newFolder(join(`${name}-workspace`, 'runbooks'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const dataFolder = newData(name, userSettings);
  const extensionsFolder = newFolder(`${name}-extensions`);
  if (packed) installExtension({ vsix: pack(), dataFolder, extensionsFolder });
  const server = await startServer({
    dataFolder,
    extensionsFolder,
    trust,
    env: { ...environment, ...env },
  });
  const window = await openWindow({ server, folder, file: file && join(folder, file), extension: packed ? undefined : extension, size, colorScheme });
  return {
    page: window.page,
    folder,
    env: { ...environment, ...env },
    picture: (picture) => window.page.screenshot({ path: join(artefacts, `${picture}.png`) }),
    close: async () => {
      await window.close();
      await server.stop();
    },
  };
}

async function runSpecs() {
  let opened = 0;
  for (const path of await bundle('specs', 'esm', '.mjs')) {
    const { name, spec } = await import(pathToFileURL(path).href);
    if (name === undefined || !isChosen(name)) continue;
    const began = Date.now();
    const windows = [];
    const opener = (start) => async (options) => {
      // Short: pictures show paths.
      const window = await start(`w${++opened}`, options);
      windows.push(window);
      return window;
    };
    try {
      await spec({ open: opener(startSpecWindow), openInBrowser: opener(startWebWindow) });
      outcome.passed++;
      console.log(`  ✓ ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      outcome.failures.push({ name, place: name, why: error instanceof Error ? error.message : String(error) });
      console.log(`  ✗ ${name}\n${error instanceof Error ? error.stack : error}`);
      for (const [index, window] of windows.entries()) await window.picture(`failed-${name.replace(/\W+/g, '-')}-${index}`).catch(() => {});
    } finally {
      for (const window of windows) await window.close();
    }
  }
}

mkdirSync(artefacts, { recursive: true });
chmodSync(join(root, 'test/editor/vscode/code'), 0o755);
try {
  if (!process.env.OPSBOOK_CODE) vscodeFolder();
  chromiumPath();
  if (isChosen('suite')) await runSuite();
  console.log('\nDriving the window');
  await runSpecs();
} catch (error) {
  const why = error instanceof NoVscode ? `There is no VS Code to test in: ${error.message}` : (error?.stack ?? String(error));
  outcome.failures.push({ name: 'the editor', why });
  console.error(why);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const report = said('report');
if (report) writeFileSync(report, JSON.stringify(outcome));
console.log(`\n${outcome.passed} passed, ${outcome.failures.length} failed`);
process.exit(outcome.failures.length > 0 || outcome.passed === 0 ? 1 : 0);
