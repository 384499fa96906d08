import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemctlScript } from '../../client/src/sandbox/stand-ins.ts';
import type { HostDetails } from '../../client/src/ssh/connection.ts';
import { type Ended, runProgram } from '../host/sandbox/openssh.ts';
import { type Fault, makeFault } from './fault.ts';
import { startGuardian } from './guardian.ts';
import { makeKeys, writeHost } from './host-files.ts';
import { startLoopback } from './loopback.ts';
import { startNamespaces } from './namespaces.ts';

/** What fleet is wanted. */
export interface FleetOptions {
  readonly hosts: number;
  /** `ns`: each host has namespaces, an overlay root and an address of its own (needs root); `lo`: sshd alone, on loopback addresses, files shared. */
  readonly mode: 'ns' | 'lo';
  /** Further lines of each sshd_config, before the fleet's own: sshd takes the first value it reads. */
  readonly sshd?: readonly string[];
  /** What the login user may do by sudo, in `ns`: all without a password (default), all with `fleetPassword`, or nothing. */
  readonly sudo?: 'free' | 'password' | 'none';
  /** Size of what a host can write, as tmpfs(5) takes it, in `ns`; 64m by default. */
  readonly disk?: string;
  /** Folders whose files are added to each host's, in `ns`; the last wins. */
  readonly layers?: readonly string[];
  /** Services to start in each host, by their units, in `ns`. */
  readonly services?: readonly string[];
}

/** The passphrase of `Fleet.keys.encrypted`. */
export const fleetPassphrase = 'secret phrase';

/** One host. */
export interface FleetHost {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Of keys, configuration and, in `lo`, the log of its sshd. */
  readonly folder: string;
  /** Its first process as the machine numbers it, in `ns`; in `lo` that of all together. */
  readonly pid: number;
  /** Outer end of its link, in `ns`. */
  readonly link: string | undefined;
}

/** Real OpenSSH servers; gone with `stop`, and with this process however that ends. */
export interface Fleet {
  readonly mode: 'ns' | 'lo';
  readonly hosts: readonly FleetHost[];
  readonly folder: string;
  readonly user: string;
  /** All let the user in. */
  readonly keys: { readonly plain: string; readonly encrypted: string; readonly rsa: string };
  readonly sshConfig: string;
  readonly knownHosts: string;
  /** For a connection with the plain key, which is asked nothing. */
  details(name: string): HostDetails;
  /** Runs a shell command in a host as root, past ssh. */
  exec(name: string, command: string, input?: string): Promise<Ended>;
  fault(name: string, fault: Fault, argument?: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a fleet; every host answers when it resolves. Rejects with what is missing or failed, and leaves nothing then. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  if (process.getuid?.() !== 0) throw new Error('a fleet of sshd needs root: it makes network links, mounts and logins');
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-fleet-'));
  chmodSync(folder, 0o755);
  const user = options.mode === 'ns' ? 'ops' : 'root';
  let children: ChildProcess[] = [];
  let guardian: { end(): Promise<void> } | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(ended));
    if (guardian === undefined) rmSync(folder, { recursive: true, force: true });
    await guardian?.end();
  };
  try {
    const keys = await makeKeys(folder, fleetPassphrase);
    writeFileSync(join(folder, 'systemctl'), systemctlScript);
    const parts = {
      folder,
      options,
      user,
      keys,
      writeHost: (name: string, address: string, port: number) => writeHost(parts, name, address, port),
    };
    const watch = (bridge?: string): void => {
      guardian ??= startGuardian(bridge, folder);
    };
    const started = options.mode === 'ns' ? await startNamespaces(parts, watch) : await startLoopback(parts);
    children = started.children;
    watch();
    await Promise.all(started.hosts.map((host) => answers(host, children)));
    return fleetOf(parts, started.hosts, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the parts of a start share. */
export interface FleetParts {
  readonly folder: string;
  readonly options: FleetOptions;
  readonly user: string;
  readonly keys: Fleet['keys'];
  /** Makes a host's folder with its keys and sshd_config; returns it. */
  writeHost(name: string, address: string, port: number): Promise<string>;
}

function fleetOf({ folder, options, user, keys }: FleetParts, hosts: readonly FleetHost[], stop: () => Promise<void>): Fleet {
  const knownHosts = join(folder, 'known_hosts');
  const sshConfig = join(folder, 'ssh_config');
  const byName = new Map(hosts.map((host) => [host.name, host]));
  const host = (name: string): FleetHost => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`the fleet has no host \`${name}\``);
    return found;
  };
  const common = [
    `User ${user}`,
    `IdentityFile ${keys.plain}`,
    'IdentitiesOnly yes',
    `UserKnownHostsFile ${knownHosts}`,
    'GlobalKnownHostsFile /dev/null',
    'BatchMode yes',
  ];
  const entries = hosts.map(({ name, address, port }) => `Host ${name}\n  HostName ${address}\n  Port ${port}\n`);
  writeFileSync(sshConfig, `${entries.join('')}Host *\n  ${common.join('\n  ')}\n`);
  const exec = (name: string, command: string, input = ''): Promise<Ended> => {
    const inside = options.mode === 'ns' ? ['nsenter', '-t', `${host(name).pid}`, '-m', '-u', '-i', '-n', '-p', '-r', '-w', '--'] : ['env'];
    const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    return runProgram(inside[0] as string, [...inside.slice(1), 'env', '-i', path, 'HOME=/root', 'sh', '-c', command], input);
  };
  const fleet: Fleet = {
    mode: options.mode,
    hosts,
    folder,
    user,
    keys,
    sshConfig,
    knownHosts,
    details: (name) => ({
      name,
      address: host(name).address,
      port: host(name).port,
      user,
      identityFiles: [keys.plain],
      identitiesOnly: true,
      agent: undefined,
      knownHostsFiles: [knownHosts],
      connectTimeout: 10_000,
    }),
    exec,
    fault: (name, fault, argument) => makeFault(fleet, host(name), fault, argument),
    stop,
  };
  return fleet;
}

/** Waits until a host shows the banner of sshd, at most 30 s. */
async function answers(host: FleetHost, children: readonly ChildProcess[]): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (await banner(host)) return;
    if (children.some((child) => child.exitCode !== null)) break;
    await delay(50);
  }
  throw new Error(
    `${host.name} (${host.address}:${host.port}) does not answer; its folder says:\n${(await runProgram('sh', ['-c', 'tail -n 20 "$1"/log "$1"/setup.log 2>/dev/null', 'sh', host.folder])).stdout}`,
  );
}

function banner({ address, port }: FleetHost): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 1_000 });
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('SSH-'));
      socket.destroy();
    });
    for (const event of ['error', 'close', 'timeout']) {
      socket.once(event, () => {
        resolve(false);
        socket.destroy();
      });
    }
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  const late = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await exit;
  clearTimeout(late);
}
