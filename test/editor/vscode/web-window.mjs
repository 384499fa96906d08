import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { chromium, firefox } from 'playwright-core';
import { chromiumFlags, chromiumPath } from './chromium.mjs';
import { NoVscode, vscodeFolder } from './install.mjs';

/** The folder of a workspace that no disk holds. VS Code trusts all schemes like that but the one of repositories. */
const schemeOf = (trust) => (trust ? 'vscode-vfs' : 'opsbook-test');
const FOLDER = '/fleet';

/** Where the page is from. Nothing listens there: every request is answered here. */
const AUTHORITY = 'localhost:8000';
const ORIGIN = `http://${AUTHORITY}`;

const types = { html: 'text/html', js: 'text/javascript', cjs: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', json: 'application/json' };

/**
 * Opens VS Code as vscode.dev does: a page without a machine behind it, whose extension host is a worker. `extension` is the folder of an
 * extension as it was installed, `files` the workspace by path, in memory; `file` is shown, `settings` are the user's, `language` is what VS Code
 * tells extensions that it speaks (its own texts stay English), `trust` whether the workspace must be trusted first, `isReadonly` whether nothing can be written to it. OPSBOOK_FIREFOX names a Firefox
 * to take instead of Chromium: one of Mozilla's, from 143 on. Resolves with the page and `close()`.
 */
export async function openWebWindow({
  extension,
  files,
  file,
  settings,
  language = 'en',
  trust = false,
  isReadonly = false,
  size = { width: 1400, height: 900 },
  colorScheme = 'light',
}) {
  const code = join(vscodeFolder(), 'code/node_modules/code-server/lib/vscode');
  const answer = await siteOf({ code, extension, files, settings, language, trust, isReadonly });
  const browser = await launch();
  const page = await browser.newPage({ viewport: size, colorScheme });
  page.setDefaultTimeout(60_000);
  const scheme = schemeOf(trust);
  const payload = [...(file ? [['openFile', `${scheme}:${FOLDER}/${file}`]] : []), ['skipWelcome', 'true']];
  const query = new URLSearchParams({ folder: `${scheme}:${FOLDER}`, payload: JSON.stringify(payload) });
  await page.context().route(/^(?!http:\/\/localhost:8000\/|blob:|data:)/, (route) => route.abort());
  // No socket is between: a request over one fails when a network interface comes or goes on this machine, as other tests make them do.
  await page.context().route(`${ORIGIN}/**`, async (route) => {
    const found = await answer(decodeURIComponent(new URL(route.request().url()).pathname));
    await route.fulfill(found ?? { status: 404 });
  });
  await page.goto(`${ORIGIN}/?${query}`, { waitUntil: 'domcontentloaded' });
  return { page, close: () => browser.close() };
}

function launch() {
  const executablePath = process.env.OPSBOOK_FIREFOX;
  // Mozilla's own builds are driven by WebDriver BiDi.
  if (executablePath) return firefox.launch({ executablePath, channel: 'moz-firefox' });
  return chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND'] });
}

/** Answers for VS Code's page, its parts and the extensions by path: a type and a body, undefined for what is not there. */
async function siteOf({ code, extension, files, settings, language, trust, isReadonly }) {
  const folders = { static: code, opsbook: extension };
  const texts = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${FOLDER}/${path}`, text]));
  const made = {
    '/': await pageOf(code, settings, trust),
    '/language.js': `globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`,
    '/holder/package.json': JSON.stringify(holderManifest(schemeOf(trust))),
    '/holder/holder.js': `(${holder})(${JSON.stringify(schemeOf(trust))}, ${JSON.stringify(texts)}, ${isReadonly});`,
    '/static/out/vs/code/browser/workbench/workbench.js': withoutMachine(
      await readFile(join(code, 'out/vs/code/browser/workbench/workbench.js'), 'utf8'),
    ),
  };
  return async (path) => {
    const [, name, ...rest] = path.split('/');
    const body = made[path] ?? (folders[name] && (await readFile(join(folders[name], normalize(`/${rest.join('/')}`))).catch(() => undefined)));
    return body && { body, contentType: path === '/' ? types.html : (types[path.split('.').at(-1)] ?? 'application/octet-stream') };
  };
}

/** This build of VS Code takes the host of its page for the machine behind it, and keeps the user's settings there; vscode.dev's does not. */
function withoutMachine(workbench) {
  return [
    ['remoteAuthority:location.host', 'remoteAuthority:void 0'],
    [/(this\.userDataPath\)\.with\(\{scheme:)[\w$.]+(?=\}\),"User"\))/, '$1"vscode-userdata"'],
  ].reduce((text, [own, other]) => {
    const changed = text.replace(own, other);
    if (changed === text) throw new NoVscode(`this build of VS Code has no ${own} to be changed, so it cannot stand for vscode.dev`);
    return changed;
  }, workbench);
}

/** VS Code's own page with its places filled in. */
async function pageOf(code, settings, trust) {
  const configuration = {
    additionalBuiltinExtensions: ['opsbook', 'holder'].map((name) => ({ scheme: 'http', authority: AUTHORITY, path: `/${name}` })),
    configurationDefaults: settings,
    webviewEndpoint: `${ORIGIN}/static/out/vs/workbench/contrib/webview/browser/pre/`,
    enableSmokeTestDriver: true,
    enableWorkspaceTrust: trust,
    userDataPath: '/',
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
    productConfiguration: { nameShort: 'Code', nameLong: 'Code' },
  };
  const filled = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    WORKBENCH_WEB_BASE_URL: '/static',
    WORKBENCH_NLS_FALLBACK_URL: '/static/out/nls.messages.js',
    WORKBENCH_NLS_URL: '/language.js',
  };
  const html = await readFile(join(code, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
  return html.replace(/\{\{(\w+)\}\}/g, (_, name) => filled[name] ?? '');
}

const holderManifest = (scheme) => ({
  name: 'holder',
  publisher: 'opsbook-test',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  browser: './holder.js',
  activationEvents: [`onFileSystem:${scheme}`],
  capabilities: { untrustedWorkspaces: { supported: true } },
});

/** The extension that holds the workspace, in memory. It runs in the browser, so it stands for itself. */
function holder(scheme, files, isReadonly) {
  const vscode = require('vscode');
  const texts = new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const changed = new vscode.EventEmitter();
  const { FileType, FileSystemError, FileChangeType } = vscode;
  const folder = (path) => (path.endsWith('/') ? path : `${path}/`);
  const isFolder = (path) => [...texts.keys()].some((name) => name.startsWith(folder(path)));
  const read = (uri) => {
    const bytes = texts.get(uri.path);
    if (bytes === undefined) throw FileSystemError.FileNotFound(uri);
    return bytes;
  };
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    stat: (uri) =>
      texts.has(uri.path) || !isFolder(uri.path)
        ? { type: FileType.File, ctime: 0, mtime: 0, size: read(uri).length }
        : { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 },
    readDirectory({ path }) {
      const entries = [...texts.keys()].filter((name) => name.startsWith(folder(path))).map((name) => name.slice(folder(path).length).split('/'));
      return [...new Map(entries.map(([name, ...rest]) => [name, rest.length > 0 ? FileType.Directory : FileType.File]))];
    },
    readFile: read,
    writeFile(uri, bytes) {
      texts.set(uri.path, bytes);
      changed.fire([{ type: FileChangeType.Changed, uri }]);
    },
    createDirectory() {},
    delete: (uri) => void texts.delete(uri.path),
    rename() {},
  };
  module.exports = {
    activate: (context) => void context.subscriptions.push(vscode.workspace.registerFileSystemProvider(scheme, provider, { isReadonly })),
  };
}
