import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Called, opsbook } from '../../host/cli/opsbook.ts';
import { runProgram } from '../../host/sandbox/openssh.ts';
import { debianPackage } from '../debian-package.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { reboot } from '../reboot.ts';

/* Runbooks of networks and containers on real hosts: the fault is there, it is mended, and a second run has nothing to do. */

const packages = ['lxc', 'liblxc-common', 'liblxc1', 'libapparmor1', 'libseccomp2', 'busybox-static', 'udhcpc', 'udhcpd'].concat([
  'ifupdown',
  'isc-dhcp-client',
  'iputils-arping',
  'iputils-ping',
  'ethtool',
]);
const folder = fileURLToPath(new URL('../../../runbooks/', import.meta.url));
let fleet: Fleet;
let state: string;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'opsbook-runbooks-'));
  const layers = await Promise.all(packages.map(debianPackage));
  fleet = await startFleet({ hosts: 3, mode: 'ns', disk: '192m', services: ['rsyslog'], layers });
}, 180_000);
afterAll(async () => {
  await fleet?.stop();
  rmSync(state, { recursive: true, force: true });
});

const call = (...args: string[]): Promise<Called> =>
  opsbook([...args, '--ssh-config', fleet.sshConfig], { cwd: folder, env: { XDG_STATE_HOME: state, SSH_AUTH_SOCK: '' } });
const shell = async (host: string, command: string, input?: string): Promise<string> => (await fleet.exec(host, command, input)).stdout;
/** What blocks came to in what a run printed, in order, `fixed make`; what is skipped and the bare starts are left out. */
const ends = ({ stdout }: Called): string[] =>
  [...stdout.matchAll(/^ {3}(?:\S+ (?:\(\d+\) )?)?(fixed|unchanged|symptom|failed|refused|ok) ([a-z-]+)/gm)].map(
    ([, outcome, name]) => `${outcome} ${name}`,
  );
const lint = async (book: string): Promise<void> =>
  expect((await opsbook(['lint', book, '--hints'], { cwd: folder })).stdout).toBe('no problems in 1 file\n');
/** Leases of a network whose first three numbers are `net`, given at an interface. */
const leases = (net: string, card: string): [string, string] => [
  'cat > /tmp/udhcpd.conf; touch /tmp/leases; udhcpd -S /tmp/udhcpd.conf',
  `start ${net}.50\nend ${net}.60\ninterface ${card}\npidfile /run/udhcpd.pid\nlease_file /tmp/leases\noption subnet 255.255.255.0\noption router ${net}.1\n`,
];

describe('lxc-container', () => {
  afterAll(() => shell('h1', 'lxc-ls -1 --running | xargs -rn1 lxc-stop -k -n; rmdir /sys/fs/cgroup/lxc.*'));

  it('makes a container, hangs it on the bridge with a fixed address, and leaves it alone then', async () => {
    await lint('lxc-container.md');
    const on = ['lxc-container.md', '--host', 'h1'];
    expect((await call('check', ...on)).stdout).toContain('there is no bridge br0: see container-bridge.md');
    await shell('h1', 'ip link add br0 type bridge; ip addr add 10.99.0.1/24 dev br0; ip link set br0 up');
    await shell('h1', ...leases('10.99.0', 'br0'));
    // The busybox template brings no script for what its udhcpc was given.
    await shell('h1', "echo 'lxc.mount.entry = /etc/udhcpc etc/udhcpc none ro,bind,create=dir 0 0' >> /etc/lxc/default.conf");
    const red = await call('check', ...on);
    expect([red.status, red.stdout]).toEqual([1, expect.stringMatching(/no control groups are mounted[\s\S]*there is no container web/)]);
    const ran = await call('run', ...on, '--yes', '--confirm', 'start');
    expect([ran.status, ran.status === 0 ? '' : ran.stdout]).toEqual([0, '']);
    expect(ends(ran).filter((end) => end.startsWith('fixed'))).toEqual(['fixed groups', 'fixed make', 'fixed include', 'fixed start']);
    const seen = 'lxc-info -n web -sH; lxc-attach -n web -- cat /sys/class/net/eth0/address; grep -c cgroup2 /etc/fstab';
    expect(await shell('h1', seen)).toBe('RUNNING\n02:16:3e:6f:70:73\n1\n');
    expect(ran.stdout).toMatch(/\| 10\.99\.0\.\d+\n/);
    const again = await call('run', ...on, '--yes');
    expect([again.status, ends(again).filter((end) => !end.startsWith('ok'))]).toEqual([
      0,
      ['unchanged groups', 'unchanged make', 'unchanged network', 'unchanged include', 'unchanged start'],
    ]);
  }, 120_000);

  it('gives it another address by a restart, and never one that another has or a maker of cards', async () => {
    const on = (hardware: string, ...more: string[]): string[] => [
      'lxc-container.md',
      '--host',
      'h1',
      '--input',
      `hardware=${hardware}`,
      ...more,
    ];
    expect((await call('check', ...on('00:16:3e:00:00:01'))).status).toBe(2);
    expect((await call('check', ...on('02:16:3e:6f:70:73', '--input', 'container=db'))).stdout).toContain(
      '02:16:3e:6f:70:73 is the address of another one: /etc/lxc/web.network',
    );
    const moved = await call('run', ...on('06:16:3e:00:00:02'), '--yes', '--confirm', 'start');
    expect([moved.status, ends(moved)]).toEqual([0, expect.arrayContaining(['symptom on-the-bridge', 'fixed start'])]);
    expect(await shell('h1', 'lxc-attach -n web -- cat /sys/class/net/eth0/address')).toBe('06:16:3e:00:00:02\n');
    const undone = await call('undo', /record \S+\/(\S+)/.exec(moved.stdout)?.[1] ?? '', '--yes');
    expect([undone.status, await shell('h1', 'lxc-info -n web -sH; grep hwaddr /etc/lxc/web.network')]).toEqual([
      0,
      'STOPPED\nlxc.net.0.hwaddr = 02:16:3e:6f:70:73\n',
    ]);
  }, 120_000);
});

describe('dual-stack', () => {
  it('adds IPv6 beside IPv4 over the very link, once both are filtered, and takes it away again', async () => {
    await lint('dual-stack.md');
    const { address } = fleet.details('h2');
    const router = address.replace(/\.\d+$/, '.1');
    const file = `auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n    address ${address}/24\n    gateway ${router}\n`;
    await shell(
      'h2',
      'ip addr flush dev eth0; cat > /etc/network/interfaces; ifup -a; sysctl -q -w net.ipv6.conf.all.disable_ipv6=1',
      file,
    );
    await shell('h2', `printf '${address} two.example\\n2001:db8:77::10 two.example\\n' >> /etc/hosts`);
    await shell('h3', 'ip -6 addr add fe80::1/64 dev eth0 nodad');
    const on = ['dual-stack.md', '--host', 'h2', '--input', 'name=two.example', '--input', 'ports=8080'];
    const sure = ['--yes', '--confirm', 'second-family'];
    await shell('h2', "nft 'add table ip old; add chain ip old in { type filter hook input priority 0; }'");
    const shut = await call('run', ...on, ...sure);
    expect([shut.status, shut.stdout]).toEqual([1, expect.stringContaining('what comes in is filtered for IPv4 alone')]);
    expect(await shell('h2', 'cat /etc/network/interfaces')).toBe(file);
    await shell('h2', "nft 'add table ip6 new; add chain ip6 new in { type filter hook input priority 0; }'");
    const ran = await call('run', ...on, ...sure);
    expect(ends(ran)).toEqual(expect.arrayContaining(['fixed switch-on', 'fixed second-family', 'symptom listening', 'ok named']));
    expect(await shell('h2', 'ip -4 -br addr show eth0; ping -6 -c 1 -q fe80::1%eth0 >/dev/null && echo reached')).toMatch(
      new RegExp(`${address}/24[\\s\\S]*reached`),
    );
    await shell(
      'h2',
      'setsid python3 -m http.server 8080 --bind :: >/dev/null 2>&1 & i=0; until ss -Hltn6 | grep -q :8080 || [ $i -gt 100 ]; do sleep 0.1; i=$((i + 1)); done',
    );
    const again = await call('run', ...on, '--yes');
    expect([again.status, ends(again)]).toEqual([
      0,
      [
        'ok tools',
        'ok filtered',
        'ok switched-on',
        'ok both',
        'unchanged switch-on',
        'unchanged second-family',
        'ok listening',
        'ok named',
      ],
    ]);
    const undone = await call('undo', /record \S+\/(\S+)/.exec(ran.stdout)?.[1] ?? '', ...sure);
    expect([undone.status, undone.status === 0 ? '' : undone.stdout]).toEqual([0, '']);
    expect(await shell('h2', 'cat /etc/network/interfaces; ip -6 addr show scope global')).toBe(file);
    expect((await call('check', ...on, '--input', 'name=h3')).stdout).toContain('does not have 2001:db8:77::10');
  }, 180_000);
});

describe('dhcp-lost', () => {
  const on = ['dhcp-lost.md', '--host', 'h2', '--input', 'address=10.98.0.10/24', '--input', 'gateway=10.98.0.1'];
  const addresses = (): Promise<string> => shell('h2', "ip -4 -o addr show dev eth1 | awk '{ print $4 }'");
  const stop = (): Promise<string> => shell('h3', 'kill "$(cat /run/udhcpd.pid)"');
  beforeAll(async () => {
    const [asks, gives] = ['h2', 'h3'].map((name) => `${fleet.hosts.find((host) => host.name === name)?.pid}`) as [string, string];
    const made = await runProgram('ip', ['link', 'add', 'eth1', 'netns', asks, 'type', 'veth', 'peer', 'name', 'eth1', 'netns', gives]);
    expect(made.stderr).toBe('');
    await shell('h3', 'ip addr add 10.98.0.1/24 dev eth1; ip link set eth1 up');
    await shell(
      'h2',
      'ip link set eth1 up; printf "auto lo\\niface lo inet loopback\\n\\nauto eth1\\niface eth1 inet dhcp\\n" > /etc/network/interfaces',
    );
  });

  it('asks again where a server answers and the client sleeps', async () => {
    await lint('dhcp-lost.md');
    // It finds nobody, and sleeps for five minutes.
    await shell(
      'h2',
      'echo "timeout 1;" > /tmp/short.conf; dhclient -cf /tmp/short.conf -pf /run/dhclient.eth1.pid -lf /var/lib/dhcp/dhclient.eth1.leases eth1',
    );
    await shell('h3', ...leases('10.98.0', 'eth1'));
    const red = await call('check', ...on);
    expect([red.status, red.stdout]).toEqual([1, expect.stringMatching(/No DHCPOFFERS received[\s\S]*eth1 has no address/)]);
    expect(await addresses()).toBe('');
    const ran = await call('run', ...on, '--yes');
    expect([ran.status, ends(ran)]).toEqual([0, expect.arrayContaining(['ok answered', 'ok ask-again', 'ok leased'])]);
    expect(await addresses()).toMatch(/^10\.98\.0\.5\d\/24\n$/);
    expect(await shell('h2', 'pgrep -c dhclient')).toBe('1\n');
    const again = await call('run', ...on, '--yes');
    expect([again.status, ends(again)]).toEqual([0, ['ok another-way', 'ok wired', 'ok leased']]);
  }, 120_000);

  it('falls back to an address of its own that nobody has, says that the server is silent, and goes back', async () => {
    await shell('h2', 'dhclient -r -pf /run/dhclient.eth1.pid -lf /var/lib/dhcp/dhclient.eth1.leases eth1; ip link set eth1 up');
    await stop();
    await shell('h3', 'ip addr add 10.98.0.10/24 dev eth1');
    const taken = await call('run', ...on, '--yes');
    expect([taken.status, taken.stdout]).toEqual([1, expect.stringContaining('somebody has 10.98.0.10 already')]);
    expect(await addresses()).toBe('');
    await shell('h3', 'ip addr del 10.98.0.10/24 dev eth1');
    const ran = await call('run', ...on, '--yes');
    expect(ends(ran)).toEqual(expect.arrayContaining(['symptom answered', 'ok free', 'fixed by-hand']));
    expect(await addresses()).toBe('10.98.0.10/24\n');
    expect(await shell('h2', 'ip -4 route show default')).toMatch(
      /^default via \S+ dev eth0 .*\ndefault via 10\.98\.0\.1 dev eth1 metric 1000 /,
    );
    const again = await call('run', ...on, '--yes');
    expect([again.status, ends(again)]).toEqual([0, ['ok another-way', 'ok wired', 'ok leased']]);
    await shell('h3', ...leases('10.98.0', 'eth1'));
    const undone = await call('undo', /record \S+\/(\S+)/.exec(ran.stdout)?.[1] ?? '', '--yes');
    expect([undone.status, await addresses()]).toEqual([0, expect.stringMatching(/^10\.98\.0\.5\d\/24\n$/)]);
    expect((await call('check', ...on, '--input', 'card=eth0')).stdout).toContain('you come in by eth0');
  }, 240_000);
});

describe('slow-nic', () => {
  /** In the place of a driver, for a veth has but one: what is loaded and what lies on the disk are two files, and the old one drops what comes too fast. */
  const standIns: Readonly<Record<string, string>> = {
    ethtool: '[ "$1" = -i ] || exit 1\nprintf "driver: ixgbevf\\nversion: %s\\n" "$(cat /tmp/loaded)"',
    modinfo: 'cat /tmp/on-disk',
    'apt-get': 'echo "$@" >> /tmp/said; mkdir -p "/lib/modules/$(uname -r)/build"',
    dkms: 'echo "$@" >> /tmp/said; while [ "$1" != -v ]; do shift; done; echo "$2" > /tmp/on-disk',
    'update-initramfs': 'echo initramfs >> /tmp/said',
    systemctl: `[ "$1" = reboot ] || exit 1
${reboot({
  seconds: 0.7,
  down: 'cp /tmp/on-disk /tmp/loaded; [ -e /tmp/slow ] || nft delete table inet old 2>/dev/null',
  up: 'date +%s.%N > /tmp/booted',
})}`,
  };

  it('builds the driver on all, reboots one after the other, and stops at the first that is no faster', async () => {
    await lint('slow-nic.md');
    await shell(
      'h3',
      'mkdir -p /srv/www; head -c 4000000 /dev/urandom > /srv/www/large; setsid python3 -m http.server 8000 --directory /srv/www >/dev/null 2>&1 & i=0; until ss -Hltn | grep -q :8000 || [ $i -gt 100 ]; do sleep 0.1; i=$((i + 1)); done',
    );
    const drops =
      "nft 'add table inet old; add chain inet old in { type filter hook input priority 0; }; add rule inet old in tcp sport 8000 limit rate over 800 kbytes/second burst 64 kbytes drop'";
    const old = async (host: string): Promise<void> => {
      for (const [name, text] of Object.entries(standIns))
        await shell(host, `cat > /usr/local/sbin/${name}; chmod 755 /usr/local/sbin/${name}`, `#!/bin/sh\n${text}\n`);
      await shell(host, 'echo 2.12.1-k | tee /tmp/loaded > /tmp/on-disk; rm -f /tmp/said');
      expect((await fleet.exec(host, drops)).stderr).toBe('');
      await shell(host, 'mkdir -p /usr/src/ixgbevf-4.18.9; echo \'AUTOINSTALL="yes"\' > /usr/src/ixgbevf-4.18.9/dkms.conf');
    };
    for (const host of ['h1', 'h2']) await old(host);
    const file = `file=http://${fleet.details('h3').address}:8000/large`;
    const on = ['slow-nic.md', '--host', 'h[1-2]', '--input', file, '--input', 'least=2'];
    const red = await call('check', ...on);
    expect(red.stdout).toContain('eth0 has ixgbevf 2.12.1-k, and ixgbevf 2.12.1-k lies on the disk');
    expect(red.stdout).toMatch(/\| [01] MB\/s, \d+ packets dropped/);
    expect(red.status).toBe(1);
    const ran = await call('run', ...on, '--yes', '--confirm', 'reboot');
    expect([ran.status, ran.status === 0 ? '' : ran.stdout]).toEqual([0, '']);
    expect(await shell('h1', 'cat /tmp/loaded; sed "s/ -k .*//; s/linux-headers-.*/headers/" /tmp/said')).toBe(
      '4.18.9\ninstall -y -q headers\ninstall -m ixgbevf -v 4.18.9\ninitramfs\n',
    );
    expect(Number(await shell('h1', 'cat /tmp/booted'))).toBeLessThan(Number(await shell('h2', 'cat /tmp/booted')));
    const again = await call('run', ...on, '--yes');
    expect([again.status, new Set(ends(again))]).toEqual([0, new Set(['ok in-use', 'ok loaded'])]);
    // A new driver that is no better: the other host is not rebooted for it.
    for (const host of ['h1', 'h2']) await old(host);
    await shell('h1', 'touch /tmp/slow');
    const bad = await call('run', ...on, '--yes', '--confirm', 'reboot');
    expect([bad.status, bad.stdout]).toEqual([1, expect.stringContaining('after it `loaded` is `symptom`')]);
    expect(await shell('h2', 'cat /tmp/loaded')).toBe('2.12.1-k\n');
  }, 240_000);
});
