import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from './chromium.mjs';

/**
 * Opens a folder in VS Code's window, headless. `extension` and `tests` are paths of this machine: the extension in development, and
 * the module whose `run()` the extension host calls; `file` is shown. Resolves with the page, a promise of the tests' exit status, and `close()`.
 */
export async function openWindow({ server, folder, file, extension, tests, log = () => {}, size = { width: 1400, height: 900 }, colorScheme = 'light' }) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  const page = await browser.newPage({ viewport: size, colorScheme });
  let exit;
  const exited = new Promise((done) => {
    exit = done;
  });
  await page.exposeFunction('codeAutomationLog', (type, words) => log(type, words));
  await page.exposeFunction('codeAutomationExit', (code) => exit(code));
  page.on('crash', () => exit(70));
  const remote = (path) => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(file ? [['openFile', remote(file)]] : []),
    ['skipWelcome', 'true'],
  ];
  await page.goto(server.url({ folder, payload: JSON.stringify(payload) }), { waitUntil: 'domcontentloaded' });
  return { page, exited, close: () => browser.close() };
}
