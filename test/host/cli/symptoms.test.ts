import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { opsbook } from './opsbook.ts';
import { root } from './package-copy.ts';

/* Lines as the daemons write them, of old releases and new ones, lead to the runbook that is for them. */

const folder = mkdtempSync(join(tmpdir(), 'opsbook-symptoms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['dhcp-lost', '', 'Nov 21 20:00:00 h1 dhclient[7]: No DHCPOFFERS received.'],
  ['dhcp-lost', '', '2026-11-21T20:55:20.296705+00:00 h1 dhclient[1628]: No working leases in persistent database - sleeping.'],
  ['slow-nic', ' --input card=eth0', 'Nov 21 20:00:00 h1 kernel: [7.1] NETDEV WATCHDOG: eth0 (ixgbevf): transmit queue 0 timed out'],
  ['slow-nic', ' --input card=eth1', 'kernel: eth1 (ixgbevf): NETDEV WATCHDOG: CPU: 3: transmit queue 0 timed out 5000 ms'],
  ['lxc-container', ' --input container=web', 'lxc-start: web: ../src/lxc/tools/lxc_start.c: main: 306 The container failed to start'],
  [
    'lxc-container',
    ' --input bridge=br1',
    `lxc 20261121203409.604 ERROR network - ../src/lxc/network.c:netdev_configure_server_veth:711 - Failed to attach "vethmviloz" to bridge "br1", bridge interface doesn't exist`,
  ],
  ['dual-stack', '', 'postfix/smtp[9]: connect to mx.example[2001:db8::1]:25: Network is unreachable'],
  ['dual-stack', '', 'curl: (7) Failed to connect to 2001:db8::1 port 443: Network is unreachable'],
  ['dual-stack', '', 'nginx: [emerg] bind() to [::]:80 failed (97: Address family not supported by protocol)'],
  ['ssh-probes', '', 'Nov 21 11:00:10 h1 sshd[7]: Failed password for root from 192.0.2.9 port 1 ssh2'],
  ['ssh-probes', '', '2026-11-21T11:00:10+00:00 h1 sshd-session[7]: Failed password for invalid user admin from 192.0.2.9 port 1 ssh2'],
  ['syslog-flood', '', 'Nov 21 11:00:10 h1 rsyslogd: imuxsock lost 838 messages from pid 4713 due to rate-limiting'],
  ['rides-the-rocket', '', 'Nov 21 11:00:10 h1 kernel: xen_netfront: xennet: skb rides the rocket: 19 slots'],
  ['power-loss', '', 'Nov 21 11:00:10 h1 upsmon[8]: UPS ups@localhost on battery'],
])('%s%s for: %s', async (book, inputs, line) => {
  const log = join(folder, 'log');
  writeFileSync(log, `${line}\n`);
  const { stdout } = await opsbook(['match', log], { cwd: join(root) });
  expect(stdout.split('\n').filter((each) => each.includes('opsbook run'))).toEqual([`  1 line; opsbook run runbooks/${book}.md${inputs}`]);
});

it.each([
  [['match', 'nothing'], '`nothing` cannot be read: there is no such file'],
  [['match', folder], `\`${folder}\` cannot be read: it is a folder, and a log was expected`],
  [['match', 'package.json', '--runbooks', 'nothing'], '--runbooks: `nothing` is not there'],
])('says what is not there: %j', async (args, message) => {
  expect(await opsbook(args, { cwd: root })).toMatchObject({ status: 2, stdout: '', stderr: `opsbook: ${message}\n` });
});
