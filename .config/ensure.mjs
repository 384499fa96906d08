// What npm start and npm test need before anything else; Node's own modules only, since nothing may be installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the project's folder with its output shown; ends this process with its status if it fails. */
export function must(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 2);
}

/** Ends with a message where this Node is too old. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 18)) return;
  console.error(`opsbook needs Node 20.18 or later; this is ${process.versions.node}`);
  process.exit(2);
}

/** Installs the packages of the lockfile unless that was done since it changed. */
export function ensureInstalled() {
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const mark = join(root, 'node_modules', '.installed-lock.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lockfile) return;
  console.log('Installing packages …');
  must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(mark, lockfile);
}

/** Builds dist/ unless it is newer than every source. */
export function ensureBuilt() {
  const built = join(root, 'dist', 'opsbook.cjs');
  if (existsSync(built)) {
    const { mtimeMs } = statSync(built);
    if (!['client/src', 'server/src', '.config', 'package-lock.json'].some((path) => newerThan(join(root, path), mtimeMs))) return;
  }
  console.log('Building …');
  must(process.execPath, ['.config/build.mjs']);
}

function newerThan(path, time) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs > time;
  return readdirSync(path, { withFileTypes: true }).some((entry) => newerThan(join(path, entry.name), time));
}
