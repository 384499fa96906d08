import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FleetHost, FleetParts } from './fleet.ts';
import { loopbackScript } from './host-script.ts';

/** Starts sshd on loopback addresses, one each, in pid namespaces inside of one whose end is theirs. */
export async function startLoopback(parts: FleetParts): Promise<{ hosts: FleetHost[]; children: ChildProcess[] }> {
  const port = await freePort();
  // sshd's own folder, which Debian makes at boot.
  mkdirSync('/run/sshd', { recursive: true });
  const hosts: FleetHost[] = [];
  for (let index = 0; index < parts.options.hosts; index += 8) {
    const some = Array.from({ length: Math.min(8, parts.options.hosts - index) }, (_, nth) => index + nth);
    hosts.push(
      ...(await Promise.all(
        some.map(async (number) => {
          const [name, address] = [`h${number + 1}`, `127.77.${Math.floor(number / 250)}.${(number % 250) + 1}`];
          return { name, address, port, folder: await parts.writeHost(name, address, port), pid: 0, link: undefined };
        }),
      )),
    );
  }
  const env = { PATH: process.env['PATH'], FOLDERS: hosts.map((host) => host.folder).join('\n') };
  const child = spawn('unshare', ['--pid', '--fork', '--kill-child=KILL', '--', 'sh', '-c', loopbackScript], {
    detached: true,
    env,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.on('error', () => undefined);
  await delay(0);
  return { hosts: hosts.map((host) => ({ ...host, pid: child.pid ?? 0 })), children: [child] };
}

/** A port that nothing listens on at the fleet's first address. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.77.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
