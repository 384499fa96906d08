// A real VS Code from npm alone: the package code-server carries one, and the package node the Node it needs. Both go into a cache
// folder outside of the project. Once it is there this does nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '4.139.1';

/** Why there is no VS Code; the message is for the one who runs the tests. */
export class NoVscode extends Error {}

/** The folder that holds VS Code: `node24/bin/node` and `code/node_modules/code-server` in it. Installs it if it is not there (minutes). */
export function vscodeFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = process.env.OPSBOOK_VSCODE || join(cache, 'opsbook', `vscode-${version}`);
  if (!existsSync(join(folder, 'ok'))) install(folder);
  return folder;
}

function install(folder) {
  if (process.platform === 'win32') throw new NoVscode('VS Code cannot be installed from npm on Windows: set `OPSBOOK_CODE` to a desktop `Code.exe`');
  for (const tool of ['python3', 'make', 'g++']) {
    if (spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0)
      throw new NoVscode(`\`${tool}\` is missing: VS Code's native modules are compiled (on Debian: apt-get install python3 make g++ libkrb5-dev)`);
  }
  console.error(`Installing VS Code (code-server ${version}) into ${folder}; this takes some minutes, once …`);
  const nodeFolder = join(folder, 'node');
  const codeFolder = join(folder, 'code');
  rmSync(codeFolder, { recursive: true, force: true });
  for (const path of [nodeFolder, codeFolder]) mkdirSync(path, { recursive: true });
  writeFileSync(join(nodeFolder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
  npm(['install', 'node@24'], nodeFolder, {});
  const node = dirname(dirname(findNode(join(nodeFolder, 'node_modules'))));
  writeFileSync(join(codeFolder, 'package.json'), JSON.stringify({ private: true, allowScripts: { 'code-server': true, argon2: true } }));
  npm(['install', `code-server@${version}`], codeFolder, { PATH: `${node}/bin:${process.env.PATH}`, npm_config_nodedir: node });
  rmSync(join(folder, 'node24'), { force: true });
  symlinkSync(node, join(folder, 'node24'));
  writeFileSync(join(folder, 'ok'), '');
}

function npm(words, cwd, env) {
  const { status, error } = spawnSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { ...withoutOuterNpm(), ...env },
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new NoVscode(`\`npm ${words.join(' ')}\` in ${cwd} failed${error ? `: ${error.message}` : ` with exit status ${status}`}`);
}

/** The environment without what an npm that runs us says of itself: code-server's install reads from it which Node is there. */
function withoutOuterNpm() {
  const outer = /^(npm_(config_user_agent|node_execpath|execpath|command|lifecycle_.*|package_.*|config_(node_gyp|local_prefix|prefix))|NODE|INIT_CWD)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}

/** The binary of the package node lies in a package of the platform's name, beside or below it. */
function findNode(folder) {
  const wanted = join('bin', 'node');
  const look = (at, depth) => {
    if (/node-[a-z]+-[a-z0-9]+$/.test(at) && existsSync(join(at, wanted))) return join(at, wanted);
    if (depth === 0) return undefined;
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const found = entry.isDirectory() ? look(join(at, entry.name), depth - 1) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const found = look(folder, 4);
  if (!found) throw new NoVscode(`the package node holds no binary for ${process.platform}-${process.arch}`);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(vscodeFolder());
  } catch (error) {
    console.error(error instanceof NoVscode ? error.message : error);
    process.exit(2);
  }
}
