// The practice host is a copy of this machine. Where the machine has no rsyslog, the runbook of npm start would have nothing to mend: then
// Debian's packages are unpacked (not installed) into a folder that only the practice host shows.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The sandbox's folder of packages: beside its other state (client/src/sandbox/state-folder.ts). */
function packagesFolder() {
  const state = process.env.XDG_STATE_HOME;
  return join(
    state && isAbsolute(state) ? state : join(process.env.HOME || homedir(), '.local', 'state'),
    'opsbook',
    'sandbox',
    'packages',
  );
}

const run = (command, args, options = {}) => spawnSync(command, args, { encoding: 'utf8', ...options });
const has = (name) =>
  ['/usr/sbin', '/sbin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/local/bin'].some((folder) => existsSync(join(folder, name)));

/** Unpacks rsyslog for the practice host where the machine has none; says what it did, or why it could not. */
export function ensurePracticePackages() {
  const folder = packagesFolder();
  if (process.platform !== 'linux' || has('rsyslogd') || existsSync(join(folder, 'usr/sbin/rsyslogd'))) return;
  if (!has('apt-get') || !has('dpkg-deb')) {
    console.log('rsyslog is not on this machine and no apt-get to fetch it with: the practice host will not have it');
    return;
  }
  console.log('Fetching rsyslog for the practice host (unpacked there, not installed here) …');
  const wanted = () =>
    run('apt-get', ['-s', '--no-install-recommends', 'install', 'rsyslog'])
      .stdout.split('\n')
      .flatMap((line) => /^Inst (\S+)/.exec(line)?.[1] ?? []);
  let names = wanted();
  if (names.length === 0 && process.getuid?.() === 0) {
    run('apt-get', ['update', '-q'], { stdio: 'ignore' });
    names = wanted();
  }
  const debs = mkdtempSync(join(tmpdir(), 'opsbook-debs-'));
  const parts = `${folder}.part`;
  rmSync(parts, { recursive: true, force: true });
  mkdirSync(parts, { recursive: true, mode: 0o755 });
  try {
    if (names.length === 0) throw new Error('apt-get knows no package `rsyslog`; run `apt-get update`');
    const fetched = run('apt-get', ['download', '-q', ...names], { cwd: debs });
    if (fetched.status !== 0) throw new Error(fetched.stderr.trim());
    for (const deb of readdirSync(debs)) {
      const { status, stderr } = run('dpkg-deb', ['-x', join(debs, deb), parts]);
      if (status !== 0) throw new Error(stderr.trim());
    }
    // Where the machine keeps /lib in /usr/lib, what is laid over it must too.
    for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
      if (!existsSync(join(parts, name)) || !lstatSync(`/${name}`, { throwIfNoEntry: false })?.isSymbolicLink()) continue;
      cpSync(join(parts, name), join(parts, 'usr', name), { recursive: true });
      rmSync(join(parts, name), { recursive: true });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(parts, folder);
  } catch (error) {
    console.log(`rsyslog could not be fetched for the practice host: ${error.message}`);
  } finally {
    rmSync(debs, { recursive: true, force: true });
    rmSync(parts, { recursive: true, force: true });
  }
}
