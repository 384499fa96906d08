import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A real OpenSSH server on a loopback port, and an ssh_config that knows it by a name. */
export interface RealSshd {
  /** Path of the ssh_config. */
  readonly config: string;
  /** Fingerprint of its host key, as ssh-keygen prints it. */
  readonly fingerprint: string;
  /** The picture that ssh-keygen draws of it, line by line. */
  readonly picture: readonly string[];
  readonly knownHosts: () => string;
  /** Makes its key known. */
  trust(): void;
  stop(): void;
}

const program = '/usr/sbin/sshd';

/** Starts one that lets this user in with a key of its own; its known_hosts is empty. `name` may be several, with blanks between. */
export async function startSshd(name: string): Promise<RealSshd> {
  if (!existsSync(program)) throw new Error(`${program} is missing: apt-get install openssh-server`);
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-sshd-'));
  const config = join(folder, 'ssh_config');
  const known = join(folder, 'known_hosts');
  for (const key of ['host', 'user']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, key)]);
  const port = await freePort();
  writeFileSync(
    join(folder, 'sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(folder, 'host')}`,
      `AuthorizedKeysFile ${join(folder, 'user.pub')}`,
      'PidFile none',
      'UsePAM no',
      'StrictModes no',
      'PermitRootLogin prohibit-password',
      '',
    ].join('\n'),
  );
  writeFileSync(
    config,
    [
      `Host ${name}`,
      '  HostName 127.0.0.1',
      `  Port ${port}`,
      `  User ${userInfo().username}`,
      `  IdentityFile ${join(folder, 'user')}`,
      '  IdentitiesOnly yes',
      `  UserKnownHostsFile ${known}`,
      '',
    ].join('\n'),
  );
  // Where it separates its privileges; Debian's own start-up makes it.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const sshd: ChildProcess = spawn(program, ['-D', '-e', '-f', join(folder, 'sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise<void>((done, fail) => {
    sshd.stderr?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('Server listening')) done();
    });
    sshd.once('exit', () => fail(new Error(`sshd ended: ${said}`)));
  });
  const fingerprint = execFileSync('ssh-keygen', ['-lf', join(folder, 'host.pub')], { encoding: 'utf8' }).split(' ')[1] ?? '';
  const [, ...picture] = execFileSync('ssh-keygen', ['-lvf', join(folder, 'host.pub')], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');
  return {
    config,
    fingerprint,
    picture,
    knownHosts: () => (existsSync(known) ? readFileSync(known, 'utf8') : ''),
    trust: () => writeFileSync(known, `[127.0.0.1]:${port} ${readFileSync(join(folder, 'host.pub'), 'utf8')}`, { mode: 0o600 }),
    stop: () => {
      sshd.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
