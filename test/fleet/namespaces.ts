import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runProgram } from '../host/sandbox/openssh.ts';
import type { FleetHost, FleetParts } from './fleet.ts';
import { fleetPassword } from './fleet-password.ts';
import { hostScript } from './host-script.ts';

/** Hosts of one bridge: its network is a /24. */
const most = 250;

/**
 * Starts hosts in namespaces of their own, on a bridge of their own. `bridged` is called as soon as there is something to take away.
 * A link's outer end goes with the network namespace that its inner end is in.
 */
export async function startNamespaces(
  parts: FleetParts,
  bridged: (bridge: string) => void,
): Promise<{ hosts: FleetHost[]; children: ChildProcess[] }> {
  const { options, folder, user } = parts;
  if (options.hosts > most) throw new Error(`at most ${most} hosts fit on a fleet's bridge`);
  const { bridge, network } = await makeBridge(bridged);
  const password = options.sudo === 'password' ? await hashOf(fleetPassword) : '*';
  const sudoers = { free: `${user} ALL=(ALL) NOPASSWD: ALL`, password: `${user} ALL=(ALL) ALL`, none: '' }[options.sudo ?? 'free'];
  const names = Array.from({ length: options.hosts }, (_, index) => `h${index + 1}`);
  const children: ChildProcess[] = [];
  const script = join(folder, 'host.sh');
  writeFileSync(script, hostScript);
  try {
    const hosts = await Promise.all(
      names.map(async (name, index): Promise<FleetHost> => {
        const address = `${network}.${index + 2}`;
        const own = await parts.writeHost(name, address, 22);
        const environment = {
          PATH: process.env['PATH'],
          HOST: name,
          ADDRESS: `${address}/24`,
          GATEWAY: `${network}.1`,
          FOLDER: own,
          DISK: options.disk ?? '64m',
          LAYERS: (options.layers ?? []).map((layer) => `${layer}\n`).join(''),
          LOGIN: user,
          SUDOERS: sudoers,
          PASSWORD: password,
          SERVICES: (options.services ?? []).join(' '),
        };
        const log = openSync(join(own, 'setup.log'), 'w');
        const namespaces = ['--mount', '--uts', '--ipc', '--net', '--pid', '--fork', '--kill-child=KILL'];
        const child = spawn('unshare', [...namespaces, '--', 'sh', script], {
          detached: true,
          env: environment,
          stdio: ['pipe', log, log],
        });
        closeSync(log);
        child.stdin?.on('error', () => undefined);
        children.push(child);
        const pid = await firstProcess(child);
        const link = `${bridge}h${index + 1}`;
        await ip(`link add ${link} type veth peer name eth0 netns ${pid}\nlink set ${link} master ${bridge} up`);
        child.stdin?.write('go\n');
        return { name, address, port: 22, folder: own, pid, link };
      }),
    );
    return { hosts, children };
  } catch (error) {
    for (const child of children) child.kill('SIGKILL');
    throw error;
  }
}

/** A bridge whose name and network nobody has yet. */
async function makeBridge(bridged: (bridge: string) => void): Promise<{ bridge: string; network: string }> {
  for (let number = 1; number < 255; number++) {
    const bridge = `obf${number}`;
    // An address of its own: else it takes that of a port, and another one when the port goes, and the hosts' neighbour tables are wrong for seconds.
    const address = `02:6f:62:00:00:${(number & 0xff).toString(16).padStart(2, '0')}`;
    const made = await runProgram('ip', ['link', 'add', bridge, 'address', address, 'type', 'bridge']);
    if (made.code !== 0 && made.stderr.includes('File exists')) continue;
    if (made.code !== 0) throw new Error(`cannot make a bridge: ${made.stderr.trim()}`);
    bridged(bridge);
    await ip(`addr add 10.77.${number}.1/24 dev ${bridge}\nlink set ${bridge} up`);
    return { bridge, network: `10.77.${number}` };
  }
  throw new Error('254 fleets are running already');
}

async function ip(batch: string): Promise<void> {
  const { code, stderr } = await runProgram('ip', ['-batch', '-'], `${batch}\n`);
  if (code !== 0) throw new Error(`ip: ${stderr.trim()}`);
}

/** The host's process 1, once its network namespace is another than ours. */
async function firstProcess(child: ChildProcess): Promise<number> {
  const ours = statSync('/proc/self/ns/net').ino;
  for (let waited = 0; waited < 10_000 && child.exitCode === null; waited += 5) {
    try {
      const first = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim());
      if (first > 0 && statSync(`/proc/${first}/ns/net`).ino !== ours) return first;
    } catch {
      // Not there yet.
    }
    await delay(5);
  }
  throw new Error('unshare made no namespaces');
}

async function hashOf(password: string): Promise<string> {
  const { stdout, code } = await runProgram('openssl', ['passwd', '-6', '-stdin'], `${password}\n`);
  if (code !== 0) throw new Error('openssl, which makes the password of the fleet, is missing');
  return stdout.trim();
}
