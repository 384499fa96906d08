import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { HostDetails } from '../../../client/src/ssh/connection.ts';

const program = '/usr/sbin/sshd';

/** What a test's own sshd is to be like. */
export interface RealSshdOptions {
  /** The login shell; other than the default only as root. */
  readonly shell?: string;
  /** Lines for sshd_config. */
  readonly config?: readonly string[];
  readonly hostKeys?: readonly ('ed25519' | 'rsa' | 'ecdsa')[];
  /** Lets the account be root by sudo: with its password, or without. Only as root. */
  readonly sudo?: 'password' | 'nopasswd';
  /** Sets the account's password; only as root. */
  readonly password?: string;
  /** No processes but its own beside those of its sessions (pid_namespaces(7)), whatever else the machine does. Only as root. */
  readonly alone?: boolean;
}

/** A real OpenSSH server on a loopback address, with an account, keys and folders of its own. */
export interface RealSshd {
  readonly folder: string;
  readonly home: string;
  readonly user: string;
  readonly address: string;
  readonly port: number;
  readonly pid: number;
  /** A key file that is let in. */
  readonly keyFile: string;
  /** A file that knows the server's host keys. */
  readonly knownHosts: string;
  readonly authorizedKeys: string;
  details(more?: Partial<HostDetails>): HostDetails;
  log(): string;
  /** Processes of sshd's sessions: the listener's descendants that are sshd themselves. */
  sessions(): number[];
  /** Sends all of them a signal. */
  signalSessions(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

export const isRoot = userInfo().uid === 0;

/** Whether sshd is there; says so where it is not, and throws in CI. */
export function hasSshd(): boolean {
  if (existsSync(program)) return true;
  if (process.env['CI'] === 'true') throw new Error(`${program} is missing (Debian: openssh-server)`);
  console.warn(`not tested: ${program} is missing (Debian: openssh-server)`);
  return false;
}

/** Whether a test may make accounts; says so where it may not, and throws in CI. */
export function mayMakeAccounts(): boolean {
  if (isRoot) return true;
  if (process.env['CI'] === 'true') throw new Error('accounts, login shells and sudo can only be set up by root');
  console.warn('not tested: accounts, login shells and sudo can only be set up by root');
  return false;
}

/** Makes a key pair; returns the path of its private half. */
export function makeKey(path: string, type = 'ed25519', passphrase = ''): string {
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', path]);
  return path;
}

function freePort(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, address, () => {
      const found = server.address();
      server.close(() => resolve(typeof found === 'object' && found ? found.port : 0));
    });
  });
}

async function answers(address: string, port: number): Promise<void> {
  for (let time = 0; time < 200; time++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, address, () => {
        socket.destroy();
        resolve(true);
      }).once('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`sshd on ${address}:${port} does not answer`);
}

/** Each process's parent and name. */
function processes(): { readonly pid: number; readonly parent: number; readonly name: string }[] {
  return readdirSync('/proc').flatMap((each) => {
    if (!/^\d+$/.test(each)) return [];
    try {
      const text = readFileSync(`/proc/${each}/stat`, 'latin1');
      const end = text.lastIndexOf(')');
      return [{ pid: Number(each), parent: Number(text.slice(end + 4).split(' ')[0]), name: text.slice(text.indexOf('(') + 1, end) }];
    } catch {
      return [];
    }
  });
}

/** Takes away what test runs left that were killed: their servers, accounts and folders. */
function clearStale(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^opsbook-sshd-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue;
    const folder = join(tmpdir(), name);
    const read = (file: string): string => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
    const [pid, account] = [read('sshd.pid'), read('account')];
    try {
      // The number may be another's by now.
      if (pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(folder)) process.kill(Number(pid), 'SIGKILL');
    } catch {}
    if (/^opsb-[0-9a-f]{8}$/.test(account)) {
      rmSync(`/etc/sudoers.d/${account}`, { force: true });
      try {
        execFileSync('userdel', ['-f', account], { stdio: 'ignore' });
      } catch {}
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts a server; `stop` ends it, its sessions, and takes the account and the folder away. */
export async function startSshd(options: RealSshdOptions = {}): Promise<RealSshd> {
  clearStale();
  const folder = mkdtempSync(join(tmpdir(), `opsbook-sshd-${process.pid}-`));
  execFileSync('chmod', ['755', folder]);
  const home = join(folder, 'home');
  const name = `opsb-${randomBytes(4).toString('hex')}`;
  const user = isRoot ? name : userInfo().username;
  mkdirSync(home);
  writeFileSync(join(folder, 'account'), isRoot ? user : '');
  if (isRoot) {
    mkdirSync('/run/sshd', { recursive: true });
    // `*` and not `!`: sshd without PAM takes the latter for a locked account.
    execFileSync('useradd', ['-M', '-d', home, '-s', options.shell ?? '/bin/bash', '-p', '*', user], { stdio: 'pipe' });
    const uid = Number(execFileSync('id', ['-u', user]));
    chownSync(home, uid, uid);
    if (options.password !== undefined) execFileSync('chpasswd', { input: `${user}:${options.password}\n` });
    if (options.sudo)
      writeFileSync(`/etc/sudoers.d/${user}`, `${user} ALL=(ALL) ${options.sudo === 'nopasswd' ? 'NOPASSWD:' : ''}ALL\n`, { mode: 0o440 });
  } else if (options.shell !== undefined || options.sudo || options.password !== undefined) {
    throw new Error('a login shell, sudo and a password need root to be set up');
  }
  const keyFile = makeKey(join(folder, 'id'));
  const authorizedKeys = join(folder, 'authorized_keys');
  writeFileSync(authorizedKeys, readFileSync(`${keyFile}.pub`), { mode: 0o644 });
  const hostKeys = (options.hostKeys ?? ['ed25519']).map((type) => makeKey(join(folder, `host_${type}`), type));
  const address = `127.77.${randomInt(1, 250)}.${randomInt(1, 250)}`;
  const port = await freePort(address);
  const config = join(folder, 'sshd_config');
  writeFileSync(
    config,
    [
      // The first value of a keyword counts, so a test's own lines come before ours.
      ...(options.config ?? []),
      `ListenAddress ${address}`,
      `Port ${port}`,
      ...hostKeys.map((key) => `HostKey ${key}`),
      `AuthorizedKeysFile ${authorizedKeys}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      `PasswordAuthentication ${options.password === undefined ? 'no' : 'yes'}`,
      'KbdInteractiveAuthentication no',
      'PrintMotd no',
      'PrintLastLog no',
      'UseDNS no',
      'MaxStartups 100:30:200',
      'Subsystem sftp internal-sftp',
      'LogLevel VERBOSE',
      '',
    ].join('\n'),
  );
  const logFile = join(folder, 'log');
  const apart = options.alone === true ? ['unshare', '--pid', '--fork', '--kill-child=KILL', '--mount-proc', '--'] : [];
  const [command = program, ...words] = [...apart, program, '-D', '-f', config, '-E', logFile];
  const child: ChildProcess = spawn(command, words, { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  writeFileSync(join(folder, 'sshd.pid'), String(pid));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const log = (): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  const sessions = (): number[] => {
    const all = processes();
    const mine = new Set([pid]);
    for (let before = 0; before < mine.size; ) {
      before = mine.size;
      for (const each of all) if (mine.has(each.parent) && each.name.startsWith('sshd')) mine.add(each.pid);
    }
    mine.delete(pid);
    return [...mine];
  };
  const send = (signal: NodeJS.Signals, to: readonly number[]): void => {
    for (const each of to) {
      try {
        process.kill(each, signal);
      } catch {}
    }
  };
  const stop = async (): Promise<void> => {
    send('SIGKILL', [...sessions(), pid]);
    await gone;
    if (isRoot) {
      rmSync(`/etc/sudoers.d/${user}`, { force: true });
      for (let time = 0; time < 20; time++) {
        try {
          execFileSync('userdel', ['-f', user], { stdio: 'ignore' });
          break;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(address, port);
  } catch (error) {
    const words = log();
    await stop();
    throw new Error(`${(error as Error).message}: ${words}`);
  }
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(
    knownHosts,
    hostKeys.map((key) => `[${address}]:${port} ${readFileSync(`${key}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')}\n`).join(''),
  );
  const details = (more: Partial<HostDetails> = {}): HostDetails => ({
    name: 'web1',
    address,
    port,
    user,
    identityFiles: [keyFile],
    identitiesOnly: false,
    agent: undefined,
    knownHostsFiles: [knownHosts],
    connectTimeout: 10_000,
    ...more,
  });
  return {
    folder,
    home,
    user,
    address,
    port,
    pid,
    keyFile,
    knownHosts,
    authorizedKeys,
    details,
    log,
    sessions,
    signalSessions: (signal) => send(signal, sessions()),
    stop,
  };
}
