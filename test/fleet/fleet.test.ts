import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runProgram } from '../host/sandbox/openssh.ts';
import { debianPackage } from './debian-package.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { fleetPassword } from './fleet-password.ts';
import { processes } from './processes.ts';

/** OpenSSH's ssh with the fleet's own configuration; it gives up after some seconds. */
function ssh(fleet: Fleet, host: string, command: string, more: readonly string[] = []): Promise<Ended> {
  // Of two equal options ssh takes the first.
  return runProgram('ssh', ['-F', fleet.sshConfig, ...more, '-o', 'ConnectTimeout=3', '-o', 'LogLevel=ERROR', host, command]);
}

async function gone(what: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (what()) return true;
    await delay(50);
  }
  return false;
}

function running(text: string): string[] {
  return processes()
    .filter(({ pid, command }) => pid !== process.pid && command.includes(text))
    .map(({ command }) => command);
}

describe('a fleet of hosts with namespaces', () => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await startFleet({ hosts: 4, mode: 'ns', disk: '16m', services: ['rsyslog'], layers: [await debianPackage('ifupdown')] });
  });
  afterAll(() => fleet?.stop());

  it('answers to OpenSSH’s client by name, as a user who may sudo', async () => {
    for (const { name } of fleet.hosts) {
      expect(await ssh(fleet, name, 'hostname; id -un; sudo -n id -un')).toEqual({ code: 0, stdout: `${name}\nops\nroot\n`, stderr: '' });
    }
  });

  it('lets in by each of its keys', async () => {
    expect((await ssh(fleet, 'h1', 'true', ['-i', fleet.keys.rsa, '-o', 'PubkeyAcceptedAlgorithms=rsa-sha2-512'])).code).toBe(0);
    expect((await ssh(fleet, 'h1', 'true', ['-o', `IdentityFile=${fleet.keys.encrypted}`])).code).toBe(0);
  });

  it('isolates hosts from each other and from the machine', async () => {
    expect((await fleet.exec('h1', 'echo one > /etc/fleet-only-h1; sleep 1003 >/dev/null 2>&1 & echo ok')).stdout).toBe('ok\n');
    expect((await fleet.exec('h2', 'ls /etc/fleet-only-h1; ps -e | grep -c sleep; ls -A /home')).stdout).toBe('0\nops\n');
    expect(existsSync('/etc/fleet-only-h1')).toBe(false);
    expect((await fleet.exec('h2', `cat /proc/1/mountinfo | grep -c '${fleet.folder}'`)).stdout).toBe('0\n');
  });

  it('has real daemons in it: rsyslogd at work, logrotate, ifupdown', async () => {
    const logged = await fleet.exec(
      'h3',
      'logger -p local3.info heard; for i in 1 2 3 4 5 6 7 8 9 10; do grep -qs heard /var/log/syslog && break; sleep 0.2; done; grep -c heard /var/log/syslog',
    );
    expect(logged.stdout).toBe('1\n');
    expect((await fleet.exec('h3', 'rsyslogd -N1')).code).toBe(0);
    expect((await fleet.exec('h3', 'logrotate -d /etc/logrotate.conf')).code).toBe(0);
    const stanza = 'auto lo:7\\niface lo:7 inet static\\n  address 127.7.7.7/32\\n';
    const up = await fleet.exec('h3', `printf '${stanza}' > /etc/network/interfaces; ifup lo:7 && ip -4 -br addr show dev lo`);
    expect({ code: up.code, shown: up.stdout.includes('127.7.7.7/32') }).toEqual({ code: 0, shown: true });
    expect((await fleet.exec('h3', 'systemctl restart rsyslog && systemctl is-active rsyslog')).stdout).toBe('active\n');
  });

  it('stands still and goes on', async () => {
    await fleet.fault('h1', 'freeze');
    expect((await ssh(fleet, 'h1', 'true')).code).toBe(255);
    await fleet.fault('h1', 'thaw');
    expect((await ssh(fleet, 'h1', 'true')).code).toBe(0);
  });

  it('loses its sshd and gets it back', async () => {
    await fleet.fault('h1', 'killsshd');
    expect((await ssh(fleet, 'h1', 'true')).stderr).toContain('Connection refused');
    await fleet.fault('h1', 'startsshd');
    expect((await ssh(fleet, 'h1', 'true')).code).toBe(0);
  });

  it.each([
    ['linkdown', undefined, 'linkup', undefined],
    ['blackhole', 'on', 'blackhole', 'off'],
    ['loss', '100', 'loss', 'off'],
  ] as const)('is cut off: %s', async (fault, argument, back, backArgument) => {
    await fleet.fault('h2', fault, argument);
    expect((await ssh(fleet, 'h2', 'true')).code).toBe(255);
    expect((await ssh(fleet, 'h3', 'true')).code).toBe(0);
    await fleet.fault('h2', back, backArgument);
    expect((await ssh(fleet, 'h2', 'true')).code).toBe(0);
  });

  it('loses some packets and is reached all the same', async () => {
    await fleet.fault('h2', 'loss', '5');
    expect((await ssh(fleet, 'h2', 'head -c 1000000 /dev/zero', ['-o', 'ConnectTimeout=20'])).stdout.length).toBe(1_000_000);
    expect((await fleet.exec('h2', 'nft list table inet loss')).stdout).toContain('numgen random mod 1000 < 50 drop');
    await fleet.fault('h2', 'loss', 'off');
  });

  it('is slow', async () => {
    await fleet.fault('h2', 'rate', '1000');
    const began = Date.now();
    expect((await ssh(fleet, 'h2', 'head -c 250000 /dev/urandom | base64')).stdout.length).toBeGreaterThan(300_000);
    // 2.7 million bits at one million a second.
    expect(Date.now() - began).toBeGreaterThan(1_500);
    await fleet.fault('h2', 'rate', 'off');
  });

  it('has a full disk', async () => {
    await fleet.fault('h2', 'diskfull');
    const full = await ssh(fleet, 'h2', 'sudo -n cp /usr/bin/ssh /etc/big');
    expect(full.stderr).toContain('No space left on device');
    await fleet.fault('h2', 'diskfull', 'off');
    expect((await ssh(fleet, 'h2', 'sudo -n cp /usr/bin/ssh /etc/big')).code).toBe(0);
  });

  it('has another host key than is known', async () => {
    await fleet.fault('h2', 'rekeyhost');
    const { code, stderr } = await ssh(fleet, 'h2', 'true');
    expect(code).toBe(255);
    expect(stderr).toContain('REMOTE HOST IDENTIFICATION HAS CHANGED');
  });

  it('is off', async () => {
    await fleet.fault('h4', 'poweroff');
    expect((await ssh(fleet, 'h4', 'true')).code).toBe(255);
    expect(await ssh(fleet, 'h3', 'true', ['-o', 'ConnectTimeout=20'])).toMatchObject({ code: 0 });
  });

  it('knows no host but its own', () => {
    expect(() => fleet.details('nobody')).toThrow('no host `nobody`');
  });
});

describe('other fleets', () => {
  it('asks for a password, or allows no sudo', async () => {
    const [asks, never] = await Promise.all([
      startFleet({ hosts: 1, mode: 'ns', sudo: 'password' }),
      startFleet({ hosts: 1, mode: 'ns', sudo: 'none' }),
    ]);
    try {
      expect((await ssh(asks, 'h1', 'sudo -n true')).stderr).toContain('a password is required');
      expect((await ssh(asks, 'h1', `echo '${fleetPassword}' | sudo -S -p '' id -un`)).stdout).toBe('root\n');
      expect((await ssh(never, 'h1', `echo '${fleetPassword}' | sudo -S -p '' id -un`)).code).toBe(1);
      expect(asks.hosts[0]?.address).not.toBe(never.hosts[0]?.address);
    } finally {
      await Promise.all([asks.stop(), never.stop()]);
    }
  });

  it('takes further lines of sshd_config', async () => {
    const fleet = await startFleet({ hosts: 1, mode: 'ns', sshd: ['ForceCommand echo forced'] });
    const { stdout } = await ssh(fleet, 'h1', 'id');
    await fleet.stop();
    expect(stdout).toBe('forced\n');
  });

  it('is many sshd on loopback addresses', async () => {
    const fleet = await startFleet({ hosts: 20, mode: 'lo' });
    try {
      const ended = await Promise.all(fleet.hosts.slice(0, 6).map(({ name }) => ssh(fleet, name, 'echo $SSH_CONNECTION')));
      expect(ended.map(({ stdout }) => stdout.split(' ')[2])).toEqual(fleet.hosts.slice(0, 6).map(({ address }) => address));
      await fleet.fault('h1', 'freeze');
      expect((await ssh(fleet, 'h1', 'true')).code).toBe(255);
      expect((await ssh(fleet, 'h2', 'true')).code).toBe(0);
      await fleet.fault('h1', 'thaw');
      await fleet.fault('h2', 'killsshd');
      expect((await ssh(fleet, 'h2', 'true')).stderr).toContain('Connection refused');
      await fleet.fault('h2', 'startsshd');
      expect((await ssh(fleet, 'h2', 'true')).code).toBe(0);
      await expect(fleet.fault('h1', 'linkdown')).rejects.toThrow('no linkdown');
    } finally {
      await fleet.stop();
    }
    expect(running(fleet.folder)).toEqual([]);
    expect(existsSync(fleet.folder)).toBe(false);
  });

  it('leaves nothing behind when it is stopped', async () => {
    const fleet = await startFleet({ hosts: 2, mode: 'ns' });
    await fleet.exec('h1', 'setsid sleep 1004 >/dev/null 2>&1 &');
    const bridge = fleet.hosts[0]?.link?.replace(/h\d+$/, '') ?? '';
    expect(readdirSync('/sys/class/net')).toContain(bridge);
    await fleet.stop();
    expect(running(fleet.folder)).toEqual([]);
    expect(running('sleep 1004')).toEqual([]);
    expect(existsSync(fleet.folder)).toBe(false);
    expect(readdirSync('/sys/class/net').filter((name) => name.startsWith(bridge))).toEqual([]);
  });

  it.each(['ns', 'lo'])('leaves nothing behind when its process is killed: %s', async (mode) => {
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-hold-fleet-'));
    try {
      const outfile = join(folder, 'hold.mjs');
      await build({
        entryPoints: [new URL('hold-fleet.ts', import.meta.url).pathname],
        outfile,
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'esm',
        logLevel: 'error',
      });
      const child = spawn(process.execPath, [outfile, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
      const fleet = await firstLine(child.stdout);
      const [host] = fleet.hosts;
      const bridge = host?.link?.replace(/h\d+$/, '');
      child.kill('SIGKILL');
      expect(await gone(() => !existsSync(fleet.folder) && running(fleet.folder).length === 0)).toBe(true);
      expect(await gone(() => bridge === undefined || !readdirSync('/sys/class/net').some((name) => name.startsWith(bridge)))).toBe(true);
      // Where its network was, an address is somebody else's by now: only loopback may be tried.
      if (mode === 'lo') expect(await refused(host?.address ?? '', host?.port ?? 0)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<Fleet> {
  for await (const line of createInterface(stream)) return JSON.parse(line) as Fleet;
  throw new Error('the holder ended without a word');
}

function refused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 }, () => resolve(false));
    for (const event of ['error', 'timeout']) socket.once(event, () => resolve(true));
    socket.once('close', () => socket.destroy());
  });
}
