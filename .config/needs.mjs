// Which Debian packages the tests need, and how they are got: with apt-get where this is root on Debian or Ubuntu, else they are named.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** By suite. A suite that is not here needs none. */
const needs = {
  host: [
    'openssh-client',
    'openssh-server',
    'util-linux',
    'procps',
    'iproute2',
    'rsyslog',
    'logrotate',
    'sudo',
    'bash',
    'dash',
    'zsh',
    'ksh',
    'fish',
    'tcsh',
    'perl',
    'python3',
    'shellcheck',
    'git',
    'man-db',
    'mandoc',
    'pre-commit',
  ],
  daemons: ['bash', 'dash', 'rsyslog', 'logrotate', 'openssh-server', 'util-linux'],
  fleet: [
    'openssh-server',
    'openssh-client',
    'util-linux',
    'procps',
    'iproute2',
    'nftables',
    'sudo',
    'rsyslog',
    'logrotate',
    'dpkg',
    'ansible-core',
    'ansible-lint',
  ],
  editor: ['chromium', 'util-linux', 'openssh-client', 'openssh-server', 'rsyslog', 'logrotate', 'python3', 'make', 'g++', 'libkrb5-dev'],
  bench: ['openssh-server', 'openssh-client', 'clustershell', 'util-linux', 'iproute2', 'rsyslog', 'logrotate'],
};

const run = (command, args, options = {}) => spawnSync(command, args, { encoding: 'utf8', ...options });

/** The packages of the suites that are not installed here; all of them where there is no dpkg. Takes some ten milliseconds. */
export function missingPackages(suites) {
  const wanted = [...new Set(suites.flatMap((suite) => needs[suite] ?? []))];
  if (wanted.length === 0) return [];
  const { stdout } = run('dpkg-query', ['-W', '-f', `\${db:Status-Status} \${Package}\n`, ...wanted]);
  const installed = new Set((stdout ?? '').split('\n').flatMap((line) => (line.startsWith('installed ') ? [line.slice(10)] : [])));
  return wanted.filter((name) => !installed.has(name));
}

/** Installs what the suites lack, or says what is missing. No daemon is started by it. Tests that then lack something say so, and fail where CI=true. */
export function ensurePackages(suites) {
  const missing = missingPackages(suites);
  if (missing.length === 0) return;
  const asRoot = process.getuid?.() === 0;
  if (!asRoot || run('apt-get', ['--version']).status !== 0) {
    const why = asRoot ? 'there is no apt-get here' : 'only root may install them';
    console.log(`The tests need these packages of Debian, or what has their programs, and ${why}: ${missing.join(' ')}`);
    return;
  }
  console.log(`Installing for the tests: ${missing.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const policy = '/usr/sbin/policy-rc.d';
  const own = !existsSync(policy);
  // sshd and rsyslogd are for the tests' own hosts, not to be started on this machine (invoke-rc.d(8): 101 forbids).
  if (own) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const install = () =>
      run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let done = install();
    if (done.status !== 0) {
      run('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
      done = install();
    }
    if (done.status !== 0) console.log(`apt-get could not install them (exit status ${done.status}):\n${done.stderr.trim()}`);
  } finally {
    if (own) rmSync(policy, { force: true });
  }
}
