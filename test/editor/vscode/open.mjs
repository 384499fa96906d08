import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { NoVscode } from './install.mjs';
import { startServer } from './server.mjs';

/**
 * Opens VS Code with the extension of this tree: the desktop's `code` if there is one, else the VS Code of the tests in the browser, until
 * it is interrupted. `words` may name another folder than runbooks/. Resolves with the exit status.
 */
export async function openCode(root, words = []) {
  const folder = resolve(words[0] ?? join(root, 'runbooks'));
  const state = join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'opsbook', 'code');
  const desktop = openDesktop(root, folder, state);
  if (desktop !== undefined) return desktop;
  try {
    mkdirSync(state, { recursive: true, mode: 0o700 });
    const server = await startServer({ dataFolder: state, extensionsFolder: join(state, 'extensions'), trust: false, driver: false });
    const payload = JSON.stringify([
      ['extensionDevelopmentPath', `vscode-remote://${server.authority}${root.replace(/\/+$/, '')}`],
      ['skipWelcome', 'true'],
    ]);
    const url = server.url({ folder, payload });
    console.log(`VS Code is open at\n\n  ${url}\n\nIt is for this machine only, and ends with Ctrl+C.`);
    showInBrowser(url);
    await new Promise((done) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, done);
    });
    await server.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof NoVscode)) throw error;
    console.error(`There is no VS Code here, and none could be had: ${error.message}`);
    return 2;
  }
}

/** The exit status of the desktop's `code`, undefined where there is none that can open a window. */
function openDesktop(root, folder, state) {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay || process.env.OPSBOOK_CODE === 'browser') return undefined;
  const shell = process.platform === 'win32';
  if (spawnSync('code', ['--version'], { stdio: 'ignore', shell }).status !== 0) return undefined;
  // VS Code refuses to start for root without these.
  const forRoot = process.getuid?.() === 0 ? ['--no-sandbox', `--user-data-dir=${state}`] : [];
  return spawnSync('code', [...forRoot, '--new-window', `--extensionDevelopmentPath=${root}`, folder], { stdio: 'inherit', shell }).status ?? 1;
}

function showInBrowser(url) {
  const [command, ...words] = process.platform === 'darwin' ? ['open', url] : ['xdg-open', url];
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const opener = spawn(command, words, { stdio: 'ignore', detached: true });
  // The address is on the screen: a person can open it where no program did.
  opener.on('error', () => {});
  opener.unref();
}
