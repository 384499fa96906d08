// Takes the words that @vscode/test-electron gives VS Code, runs the tests in the extension host of a headless window, and ends with their status.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { NoVscode } from './install.mjs';
import { startServer } from './server.mjs';
import { openWindow } from './window.mjs';

const limit = Number(process.env.OPSBOOK_EDITOR_TIMEOUT || 300) * 1000;
/** Words about a desktop's window, which this one does not have. */
const passedOver = new Set(['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes', '--new-window']);

/** What the workbench says of itself in the same console as the tests. */
const workbenchTalk =
  /^(\[(AgentHost|ChatModelSelection|AccountPolicyGate|reconnection-grace-time|Service Worker)|Creating a socket|Resolv(ing|ed) connection token|Updating additional builtin|getaddrinfo ENOTFOUND open-vsx)/;

function readWords(words) {
  const read = { trust: true };
  for (const word of words) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) read.folder = resolve(word);
    else if (passedOver.has(word)) continue;
    else if (name === 'disable-workspace-trust') read.trust = false;
    else if (['extensionTestsPath', 'extensionDevelopmentPath', 'extensions-dir', 'user-data-dir'].includes(name) && value) read[name] = resolve(value);
    else throw new NoVscode(`\`${word}\` is a word that this VS Code does not take`);
  }
  if (!read.extensionTestsPath) throw new NoVscode('`--extensionTestsPath=` was expected');
  return read;
}

async function main() {
  const read = readWords(process.argv.slice(2));
  const scratch = mkdtempSync(join(tmpdir(), 'opsbook-code-'));
  const dataFolder = read['user-data-dir'] ?? join(scratch, 'data');
  const server = await startServer({ dataFolder, extensionsFolder: read['extensions-dir'] ?? join(scratch, 'extensions'), trust: read.trust });
  let window;
  try {
    window = await openWindow({
      server,
      folder: read.folder ?? scratch,
      extension: read.extensionDevelopmentPath,
      tests: read.extensionTestsPath,
      log: (type, words) => {
        const text = format(...words);
        if (process.env.OPSBOOK_EDITOR_VERBOSE || !workbenchTalk.test(text)) (type === 'error' ? console.error : console.log)(text);
      },
    });
    const late = new Promise((done) => setTimeout(() => done('late'), limit).unref());
    const code = await Promise.race([window.exited, late]);
    if (code === 'late') console.error(`The tests did not end within ${limit / 1000} s\n${server.log()}`);
    return code === 'late' ? 124 : Number(code);
  } finally {
    await window?.close();
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof NoVscode ? error.message : error);
  process.exit(2);
}
