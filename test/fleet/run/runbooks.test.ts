import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Called, opsbook } from '../../host/cli/opsbook.ts';
import { debianPackage } from '../debian-package.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { reboot } from '../reboot.ts';

/* Whole runbooks on real hosts: the symptom is there, the check is red, the remedy mends it, the check is green; what can be taken back is. */

let fleet: Fleet;
let state: string;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'opsbook-runbooks-'));
  fleet = await startFleet({ hosts: 3, mode: 'ns' });
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(state, { recursive: true, force: true });
});

const folder = fileURLToPath(new URL('../../../runbooks/', import.meta.url));
const call = (...args: string[]): Promise<Called> =>
  opsbook([...args, '--ssh-config', fleet.sshConfig], { cwd: folder, env: { XDG_STATE_HOME: state, SSH_AUTH_SOCK: '' } });
const shell = async (host: string, command: string): Promise<string> => (await fleet.exec(host, command)).stdout;
const lint = async (book: string): Promise<string> => (await opsbook(['lint', book, '--hints'], { cwd: folder })).stdout;

describe('power-loss', () => {
  it('makes volumes write at once on batteries, and takes that back', async () => {
    expect(await lint('power-loss.md')).not.toMatch(/error|warning|hint/);
    for (const host of ['h1', 'h2'])
      await fleet.exec(
        host,
        'mkdir -p /srv/data /srv/safe; mount -t tmpfs data /srv/data; mount -t tmpfs -o sync safe /srv/safe; touch /run/on-battery',
      );
    await fleet.exec('h2', 'rm /run/on-battery');
    const options = (host: string): Promise<string> => shell(host, 'findmnt -no OPTIONS /srv/data');
    const plan = await call('plan', 'power-loss.md', '--host', 'h[1-2]');
    expect([plan.status, plan.stdout]).toEqual([0, expect.stringContaining('write-at-once')]);
    const red = await call('check', 'power-loss.md', '--host', 'h[1-2]');
    expect(red.stdout).toMatch(/h1 symptom[^\n]*\n[^\n]*\/srv\/data is not sync/);
    expect(red.status).toBe(1);
    const both = ['--input', 'volumes=/srv/data /srv/safe'];
    const fixed = await call('fix', 'power-loss.md', '--yes', '--host', 'h[1-2]', ...both);
    expect([fixed.status, fixed.stdout]).toEqual([0, expect.stringContaining('fixed')]);
    expect(await options('h1')).toContain('sync');
    expect(await options('h2')).not.toContain('sync');
    expect((await call('check', 'power-loss.md', '--host', 'h[1-2]')).status).toBe(0);
    const run = /record \S+\/(\S+)/.exec(fixed.stdout)?.[1] ?? '';
    await fleet.exec('h1', 'rm /run/on-battery');
    const undone = await call('undo', run, '--yes');
    expect([undone.status, undone.stdout]).toEqual([0, expect.stringContaining('write-later')]);
    expect(await options('h1')).not.toContain('sync');
    // What was so before the run stays so.
    expect(await shell('h1', 'findmnt -no OPTIONS /srv/safe')).toContain('sync');
  });
});

describe('backups-elsewhere', () => {
  it('copies to the second place, reads back, and restores one file', async () => {
    expect(await lint('backups-elsewhere.md')).not.toMatch(/error|warning|hint/);
    await fleet.exec(
      'h1',
      'mkdir -p /srv/backups /mnt/elsewhere /tmp/what; mount -t tmpfs -o mode=1777 elsewhere /mnt/elsewhere; echo precious > /tmp/what/file; tar -czf /srv/backups/a.tar.gz -C /tmp what',
    );
    const red = await call('check', 'backups-elsewhere.md', '--host', 'h1');
    expect([red.status, red.stdout]).toEqual([1, expect.stringContaining('a.tar.gz')]);
    const fixed = await call('run', 'backups-elsewhere.md', '--yes', '--host', 'h1');
    expect(fixed.stdout).toContain('fixed');
    expect(await shell('h1', 'cmp /srv/backups/a.tar.gz /mnt/elsewhere/a.tar.gz && ls -A /mnt/elsewhere')).toBe('a.tar.gz\n');
    const green = await call('check', 'backups-elsewhere.md', '--host', 'h1');
    expect([green.status, green.stdout]).toEqual([0, expect.stringContaining('restores')]);
    // A backup that cannot be read is none.
    await fleet.exec('h1', 'head -c 40 /srv/backups/a.tar.gz > /srv/backups/b.tar.gz');
    expect((await call('check', 'backups-elsewhere.md', '--host', 'h1')).status).toBe(1);
  });
});

describe('ssh-probes', () => {
  it('tells who knocks, and lets in keys only once a new login has proved itself', async () => {
    expect(await lint('ssh-probes.md')).not.toMatch(/error|warning|hint/);
    await fleet.exec(
      'h1',
      'ln -sf /fleet/sshd.pid /run/sshd.pid; for i in 10 12 14 16 18 20 22; do echo "2026-11-21T11:00:$i.123456+00:00 h1 sshd-session[7]: Failed password for invalid user admin from 192.0.2.9 port 4242 ssh2"; done > /var/log/auth.log; chmod 644 /var/log/auth.log',
    );
    const red = await call('check', 'ssh-probes.md', '--host', 'h1');
    expect([red.status, red.stdout]).toEqual([1, expect.stringContaining('source 192.0.2.9 7')]);
    expect(red.stdout).toContain('symptom hardened');
    const ran = await call('run', 'ssh-probes.md', '--yes', '--host', 'h1');
    expect(ran.stdout).toContain('192.0.2.9 every 2 s, 6 times');
    expect(ran.stdout).toMatch(/fixed/);
    expect(await shell('h1', 'sshd -T | grep -x "maxauthtries 3"; stat -c %a /etc/ssh/sshd_config.d/10-keys-only.conf')).toBe(
      'maxauthtries 3\n600\n',
    );
    // It is still let in; what nobody mends is still told.
    const after = await call('check', 'ssh-probes.md', '--host', 'h1');
    expect(after.stdout).toContain('ok hardened');
    const run = /record \S+\/(\S+)/.exec(ran.stdout)?.[1] ?? '';
    await call('undo', run, '--yes');
    expect(await shell('h1', 'ls /etc/ssh/sshd_config.d')).not.toContain('10-keys-only');
  });
});

describe('rolling-reboot', () => {
  /** In the place of HAProxy's admin socket: the states of servers in a file, and no session is open. */
  const socat = `#!/bin/sh
read -r a b what state word
case $a in
  set) echo "$what $word" >> /tmp/lb-log;;
  show) printf '# pxname,svname,qcur,qmax,scur\nweb,h2,0,0,0\nweb,h3,0,0,0\n';;
esac
`;
  /** In the place of systemd: the host loses its connections and shows another boot; its service comes back where /tmp/stays is. */
  const systemctl = `#!/bin/sh
[ "$1" = reboot ] || exit 1
${reboot({ seconds: 0.7, down: '[ -e /tmp/stays ] || rm /srv/www/health', up: 'date +%s.%N > /tmp/booted' })}
`;

  it('drains, reboots, waits for another boot and readmits, one host at a time; a host that does not serve again ends it', async () => {
    expect(await lint('rolling-reboot.md')).not.toMatch(/error|warning|hint/);
    await fleet.exec('h1', 'cat > /usr/local/sbin/socat; chmod 755 /usr/local/sbin/socat', socat);
    for (const host of ['h2', 'h3']) {
      await fleet.exec(host, 'cat > /usr/local/sbin/systemctl; chmod 755 /usr/local/sbin/systemctl', systemctl);
      await fleet.exec(
        host,
        'mkdir -p /srv/www; touch /srv/www/health /tmp/stays; ip link set lo up; setsid python3 -m http.server 80 --directory /srv/www >/dev/null 2>&1 & sleep 1',
      );
    }
    const on = ['rolling-reboot.md', '--host', 'h[2-3]', '--input', 'balancer=h1', '--confirm', 'reboot', '--yes'];
    const good = await call('run', ...on);
    expect([good.status, good.status === 0 ? '' : good.stdout + good.stderr]).toEqual([0, '']);
    expect(await shell('h1', 'cat /tmp/lb-log')).toBe('web/h2 drain\nweb/h2 ready\nweb/h3 drain\nweb/h3 ready\n');
    expect(Number(await shell('h2', 'cat /tmp/booted'))).toBeLessThan(Number(await shell('h3', 'cat /tmp/booted')));
    await fleet.exec('h1', 'rm /tmp/lb-log');
    await fleet.exec('h2', 'rm /tmp/stays');
    const bad = await call('run', ...on);
    expect([bad.status, bad.stdout]).toEqual([1, expect.stringContaining('`serving`')]);
    expect(await shell('h1', 'cat /tmp/lb-log')).toBe('web/h2 drain\n');
  }, 240_000);
});

describe('bad-cpu', () => {
  it('finds the CPU on which programs crash, and keeps daemons off it now and at the next boot', async () => {
    expect(await lint('bad-cpu.md')).not.toMatch(/error|warning|hint/);
    // In the place of a CPU that is broken: what is pinned to the first one crashes.
    await fleet.exec(
      'h1',
      'cat > /usr/local/sbin/taskset; chmod 755 /usr/local/sbin/taskset; mkdir -p /etc/default/grub.d; printf "#!/bin/sh\necho updated >> /tmp/grub\n" > /usr/local/sbin/update-grub; chmod 755 /usr/local/sbin/update-grub; cp /bin/sleep /usr/local/bin/steady; setsid steady 3000 >/dev/null 2>&1 &',
      '#!/bin/sh\n[ "$1 $2" != "-c 0" ] || kill -SEGV $$\nexec /usr/bin/taskset "$@"\n',
    );
    const on = ['bad-cpu.md', '--host', 'h1', '--input', 'daemons=steady'];
    const red = await call('check', ...on);
    expect([red.status, red.stdout]).toEqual([1, expect.stringContaining('these CPUs fail: 0')]);
    const ran = await call('run', ...on, '--yes', '--confirm', 'isolate');
    expect(ran.stdout).toMatch(/^ {3}fixed /m);
    const cpus = Number(await shell('h1', 'nproc --all'));
    const good = cpus === 2 ? '1' : `1-${cpus - 1}`;
    expect(await shell('h1', 'for p in 1 $(pgrep -x steady); do /usr/bin/taskset -cp $p | sed "s/.*: //"; done')).toBe(
      `${good}\n${good}\n`,
    );
    expect(await shell('h1', 'tail -n 1 /etc/default/grub.d/bad-cpu.cfg; cat /tmp/grub')).toBe(
      'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX isolcpus=0"\nupdated\n',
    );
    const undone = await call('undo', /record \S+\/(\S+)/.exec(ran.stdout)?.[1] ?? '', '--yes', '--confirm', 'isolate');
    expect([undone.status, await shell('h1', 'ls /etc/default/grub.d; grep -o "^Cpus_allowed_list.*" /proc/1/status')]).toEqual([
      0,
      expect.stringMatching(/^Cpus_allowed_list:\t0[-,]/),
    ]);
    expect((await call('run', ...on, '--yes', '--confirm', 'isolate')).stdout).toMatch(/^ {3}fixed /m);
    // A second time there is nothing to move, and a host whose CPUs are well is left alone.
    const again = await call('run', ...on, '--yes');
    expect(again.stdout).not.toMatch(/^ {3}(?:fixed|failed) /m);
    const well = await call('run', 'bad-cpu.md', '--host', 'h2', '--yes');
    expect([well.status, await shell('h2', 'ls /etc/default/grub.d/bad-cpu.cfg 2>/dev/null')]).toEqual([0, '']);
  }, 120_000);
});

describe('reach', () => {
  it('tells the host that drops out from the one that answers', async () => {
    expect(await lint('reach.md')).not.toMatch(/error|warning|hint/);
    await fleet.fault('h2', 'loss', '25');
    try {
      const { status, stdout } = await call('check', 'reach.md', '--host', 'h[1-2]', '--input', 'samples=30', '--input', 'pause=0.01');
      expect(status).toBe(1);
      expect(stdout).toMatch(/30 tries, 0 failed/);
      expect(stdout).toMatch(/\d\d:\d\d:\d\d\|[\d.]+\|h2\|failed/);
      expect(stdout).toMatch(/30 tries, [1-9]\d? failed/);
      expect(stdout).toMatch(/ms: average \d+, most \d+, least \d+/);
    } finally {
      await fleet.fault('h2', 'loss', 'off');
    }
  }, 120_000);
});

describe('with more of a machine’s programs', () => {
  let wired: Fleet;
  beforeAll(async () => {
    const packages = ['ifupdown', 'bridge-utils', 'busybox', 'udhcpc', 'udhcpd', 'ethtool'];
    wired = await startFleet({ hosts: 2, mode: 'ns', services: ['rsyslog'], layers: await Promise.all(packages.map(debianPackage)) });
  }, 120_000);
  afterAll(() => wired?.stop());
  const on = (...args: string[]): Promise<Called> =>
    opsbook([...args, '--ssh-config', wired.sshConfig, '--host', 'h1'], { cwd: folder, env: { XDG_STATE_HOME: state, SSH_AUTH_SOCK: '' } });
  const say = async (host: string, command: string): Promise<string> => (await wired.exec(host, command)).stdout;
  /** h2 gives h1's card `address` from now on. */
  const lease = async (address: string): Promise<void> => {
    const card = (await say('h1', 'cat /sys/class/net/eth0/address')).trim();
    const network = wired.details('h2').address.replace(/\.\d+$/, '');
    await wired.exec(
      'h2',
      // It takes its file away when it ends, which may then be its successor's: two of them would answer from there on.
      '[ ! -s /run/udhcpd.pid ] || kill "$(cat /run/udhcpd.pid)"; i=0; while [ -e /run/udhcpd.pid ] && [ "$i" -lt 200 ]; do sleep 0.05; i=$((i + 1)); done; cat > /tmp/udhcpd.conf; rm -f /tmp/leases; touch /tmp/leases; udhcpd -S /tmp/udhcpd.conf >/dev/null 2>&1',
      `start ${network}.200\nend ${network}.210\ninterface eth0\npidfile /run/udhcpd.pid\nlease_file /tmp/leases\nstatic_lease ${card} ${address}\noption subnet 255.255.255.0\noption router ${network}.1\noption lease 3600\n`,
    );
  };
  it('syslog-flood raises the limit that a real rsyslogd dropped messages for', async () => {
    expect(await lint('syslog-flood.md')).not.toMatch(/error|warning|hint/);
    const limit = (words: string): Promise<unknown> =>
      wired.exec(
        'h1',
        `sed -i 's/^module(load="imuxsock".*/module(load="imuxsock"${words})/' /etc/rsyslog.conf; systemctl restart rsyslog`,
      );
    const flood = `python3 -c 'import syslog; [syslog.syslog("flood %d" % i) for i in range(300)]'`;
    const dropped = (): Promise<string> => say('h1', 'grep -c "begin to drop messages due to rate-limiting" /var/log/syslog');
    await limit(' SysSock.RateLimit.Interval="5" SysSock.RateLimit.Burst="10"');
    await expect.poll(() => say('h1', `${flood}; grep -c "begin to drop" /var/log/syslog`), { timeout: 20_000 }).not.toBe('0\n');
    const red = await on('check', 'syslog-flood.md');
    expect([red.status, red.stdout]).toEqual([1, expect.stringMatching(/imuxsock.* due to rate-limiting/)]);
    const fixed = await on('run', 'syslog-flood.md', '--yes');
    expect([fixed.status, fixed.stdout]).toEqual([0, expect.stringContaining('fixed restart')]);
    expect(await say('h1', 'grep imuxsock /etc/rsyslog.conf')).toContain(
      'module(load="imuxsock" SysSock.RateLimit.Interval="2" SysSock.RateLimit.Burst="2000")',
    );
    const before = await dropped();
    await wired.exec('h1', flood);
    await expect.poll(() => say('h1', 'grep -c "flood 299" /var/log/syslog'), { timeout: 10_000 }).not.toBe('0\n');
    expect(await dropped()).toBe(before);
    expect((await on('check', 'syslog-flood.md')).status).toBe(0);
    const undone = await opsbook(['undo', /record \S+\/(\S+)/.exec(fixed.stdout)?.[1] ?? '', '--yes', '--ssh-config', wired.sshConfig], {
      cwd: folder,
      env: { XDG_STATE_HOME: state, SSH_AUTH_SOCK: '' },
    });
    expect([undone.status, await say('h1', 'grep imuxsock /etc/rsyslog.conf')]).toEqual([0, expect.stringContaining('Burst="10"')]);
  }, 120_000);

  it('haproxy-logs and haproxy-rotate give local0 a file of its own, once, and keep it writable over a rotation', async () => {
    // Together, for the one rotates what the other writes.
    expect((await opsbook(['lint', 'haproxy-logs.md', 'haproxy-rotate.md', '--hints'], { cwd: folder })).stdout).toBe(
      'no problems in 2 files\n',
    );
    const red = await on('check', 'haproxy-logs.md');
    expect([red.status, red.stdout]).toEqual([1, expect.stringContaining('did not arrive in /mnt/log/haproxy.log')]);
    const logs = await on('run', 'haproxy-logs.md', '--yes');
    expect([logs.status, logs.stdout]).toEqual([0, expect.stringMatching(/fixed make-folder[\s\S]*fixed rule/)]);
    const rotate = await on('run', 'haproxy-rotate.md', '--yes');
    expect([rotate.status, rotate.stdout]).toEqual([0, expect.stringContaining('fixed rotation')]);
    await wired.exec(
      'h1',
      'logger -p local0.info -t haproxy before; i=0; until grep -q before /mnt/log/haproxy.log || [ $i -gt 100 ]; do sleep 0.1; i=$((i + 1)); done',
    );
    const forced = await wired.exec('h1', 'logrotate -f /etc/logrotate.d/haproxy');
    expect([forced.code, forced.stderr]).toEqual([0, '']);
    await wired.exec(
      'h1',
      'i=0; until [ -s /mnt/log/haproxy.log ] || [ $i -gt 100 ]; do logger -p local0.info -t haproxy after; sleep 0.1; i=$((i + 1)); done',
    );
    expect(
      await say('h1', 'grep -l before /mnt/log/haproxy.log*; grep -l after /mnt/log/haproxy.log; grep -c "haproxy.*after" /var/log/syslog'),
    ).toBe('/mnt/log/haproxy.log.1\n/mnt/log/haproxy.log\n0\n');
    for (const book of ['haproxy-logs.md', 'haproxy-rotate.md']) {
      const again = await on('run', book, '--yes');
      expect([again.status, again.stdout]).toEqual([0, expect.not.stringMatching(/^ {3}(?:fixed|failed) /m)]);
    }
  }, 120_000);

  it('rides-the-rocket takes packets out of pieces, now and at each ifup', async () => {
    expect(await lint('rides-the-rocket.md')).not.toMatch(/error|warning|hint/);
    const gathers = (): Promise<string> => say('h2', 'ethtool -k eth0 | sed -n "s/^scatter-gather: //p"');
    expect(await gathers()).toBe('on\n');
    const args = ['rides-the-rocket.md', '--ssh-config', wired.sshConfig, '--host', 'h2'];
    const h2 = (...words: string[]): Promise<Called> =>
      opsbook(words.concat(args), { cwd: folder, env: { XDG_STATE_HOME: state, SSH_AUTH_SOCK: '' } });
    expect((await h2('check')).stdout).toContain('scatter-gather of eth0 is on');
    const fixed = await h2('run', '--yes');
    expect([fixed.status, fixed.stdout]).toEqual([0, expect.stringContaining('fixed now')]);
    expect(await gathers()).toBe('off\n');
    // As a boot does it.
    await wired.exec('h2', 'ethtool -K eth0 sg on; IFACE=eth0 run-parts /etc/network/if-up.d');
    expect(await gathers()).toBe('off\n');
    expect((await h2('check')).status).toBe(0);
  });

  const before = 'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n';

  it('container-bridge moves the address of the very link onto a bridge, and back where it gets another one', async () => {
    expect(await lint('container-bridge.md')).not.toMatch(/error|warning|hint/);
    const { address } = wired.details('h1');
    const other = address.replace(/\.\d+$/, '.77');
    // A window that a test can wait for.
    const book = join(state, 'container-bridge.md');
    writeFileSync(book, readFileSync(join(folder, 'container-bridge.md'), 'utf8').replace('guard=120s', 'guard=12s'));
    await lease(address);
    await wired.exec('h1', 'cat > /etc/network/interfaces; ifup lo eth0 >/dev/null 2>&1', before);
    const red = await on('check', book);
    expect([red.status, red.stdout]).toEqual([1, expect.stringContaining('eth0 is no port of br0')]);
    // Another address than the plan's: nobody gets in there. On the way back the old one is had again.
    await lease(other);
    const run = on('run', book, '--yes', '--confirm', 'bridge');
    await expect.poll(() => say('h1', 'ip -4 -o addr show dev br0 2>/dev/null'), { timeout: 60_000, interval: 200 }).toContain(other);
    await lease(address);
    const lost = await run;
    expect([lost.status, lost.stdout]).toEqual([1, expect.stringMatching(/taken back.*has it got another address/)]);
    expect(await say('h1', 'cat /etc/network/interfaces; ls -d /sys/class/net/br0 2>/dev/null')).toBe(before);
    expect(await say('h1', 'ip -4 -o addr show dev eth0 scope global')).toContain(`${address}/`);
    // A client that does not come to release its address, as where the second of ifdown's two signals overtakes the first.
    await wired.exec('h1', 'kill -STOP "$(cat /run/udhcpc.eth0.pid)"');
    const good = await on('run', 'container-bridge.md', '--yes', '--confirm', 'bridge');
    expect([good.status, good.stdout]).toEqual([0, expect.stringContaining('fixed bridge')]);
    expect(await say('h1', 'ip -4 -o addr show dev br0 scope global; cat /etc/network/interfaces')).toMatch(
      new RegExp(`${address}/24[\\s\\S]*auto eth0\niface eth0 inet manual\nauto br0`),
    );
    expect((await on('check', 'container-bridge.md')).status).toBe(0);
  }, 200_000);
});
