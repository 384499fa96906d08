import { readFileSync } from 'node:fs';
import { runProgram } from '../host/sandbox/openssh.ts';
import type { Fleet, FleetHost } from './fleet.ts';
import { changeHostKey, startSshd } from './host-sshd.ts';
import { descendants, type Process, processes } from './processes.ts';

/** What can go wrong with a host. */
export type Fault =
  /** Its sshd and all sessions stand still (SIGSTOP), or go on. */
  | 'freeze'
  | 'thaw'
  /** sshd's listener is killed, sessions go on; or started again. */
  | 'killsshd'
  | 'startsshd'
  /** Everything on it is killed at once. */
  | 'poweroff'
  | 'linkdown'
  | 'linkup'
  /** Argument: percent of packets that are lost, both ways; `off`. */
  | 'loss'
  /** Argument: kilobits a second; `off`. */
  | 'rate'
  /** Packets vanish without an answer; argument `on` or `off`. */
  | 'blackhole'
  /** Its file system is full; argument `on` or `off`. */
  | 'diskfull'
  /** It has another host key from now on. */
  | 'rekeyhost';

/** Does it to a host; rejects where the fleet's mode has no such thing, or a tool fails. */
export async function makeFault(fleet: Fleet, host: FleetHost, fault: Fault, argument = 'on'): Promise<void> {
  const own = fleet.mode === 'ns';
  switch (fault) {
    case 'freeze':
    case 'thaw':
      for (const { pid } of sshdOf(fleet, host)) process.kill(pid, fault === 'freeze' ? 'SIGSTOP' : 'SIGCONT');
      return;
    case 'killsshd':
      process.kill(listenerOf(fleet, host).pid, 'SIGKILL');
      return;
    case 'startsshd':
      return startAgain(fleet, host);
    case 'poweroff':
      if (own) process.kill(host.pid, 'SIGKILL');
      else for (const { pid } of sshdOf(fleet, host, true)) process.kill(pid, 'SIGKILL');
      return;
    case 'rekeyhost':
      await must(fleet.exec(host.name, changeHostKey(folderOf(fleet, host))));
      process.kill(listenerOf(fleet, host).pid, 'SIGKILL');
      return startAgain(fleet, host);
    default:
  }
  if (!own || host.link === undefined) throw new Error(`hosts of a fleet in mode \`lo\` know no ${fault}`);
  const inside = (command: string): Promise<void> => must(runProgram('nsenter', ['-t', `${host.pid}`, '-n', '--', 'sh', '-c', command]));
  switch (fault) {
    case 'linkdown':
    case 'linkup':
      return must(runProgram('ip', ['link', 'set', host.link, fault === 'linkdown' ? 'down' : 'up']));
    case 'loss':
    case 'blackhole': {
      const whole = fault === 'blackhole' || Number(argument) >= 100;
      const verdict = whole ? 'drop' : `numgen random mod 1000 < ${Math.round(Number(argument) * 10)} drop`;
      const chains = `add chain inet ${fault} in { type filter hook input priority 0; }; add chain inet ${fault} out { type filter hook output priority 0; }`;
      const rules = `add rule inet ${fault} in iif eth0 ${verdict}; add rule inet ${fault} out oif eth0 ${verdict}`;
      return inside(
        `nft delete table inet ${fault} 2>/dev/null; ${argument === 'off' ? ':' : `nft 'add table inet ${fault}; ${chains}; ${rules}'`}`,
      );
    }
    case 'rate':
      return inside(
        `tc qdisc del dev eth0 root 2>/dev/null; ${argument === 'off' ? ':' : `tc qdisc add dev eth0 root tbf rate ${Number(argument)}kbit burst 16k latency 400ms`}`,
      );
    case 'diskfull':
      await must(
        fleet.exec(host.name, argument === 'off' ? 'rm -f /var/fleet-fill' : 'head -c 100G /dev/zero > /var/fleet-fill 2>/dev/null; true'),
      );
  }
}

/** The processes of a host's sshd, listener and sessions; with `all` also what runs below them. */
function sshdOf(fleet: Fleet, host: FleetHost, all = false): Process[] {
  const living = processes();
  const listener = listenerOf(fleet, host, living);
  if (fleet.mode === 'ns') return living.filter((one) => one.namespace === listener.namespace && one.name === 'sshd');
  const tree = [listener, ...descendants(listener.pid, living)];
  return all ? tree : tree.filter((one) => one.name === 'sshd');
}

function listenerOf(fleet: Fleet, host: FleetHost, living: readonly Process[] = processes()): Process {
  const first = fleet.mode === 'ns' ? living.find((one) => one.pid === host.pid) : undefined;
  const config = `${folderOf(fleet, host)}/sshd_config`;
  const found = living.find(
    (one) =>
      one.name === 'sshd' &&
      one.command.includes('[listener]') &&
      one.command.includes(`${config} `) &&
      (first === undefined || one.namespace === first.namespace),
  );
  if (found === undefined) throw new Error(`sshd of \`${host.name}\` does not run`);
  return found;
}

/** Where its sshd has its files, as it sees them itself. */
function folderOf(fleet: Fleet, host: FleetHost): string {
  return fleet.mode === 'ns' ? '/fleet' : host.folder;
}

async function startAgain(fleet: Fleet, host: FleetHost): Promise<void> {
  const start = startSshd(folderOf(fleet, host));
  const inside =
    fleet.mode === 'ns' ? fleet.exec(host.name, start) : runProgram('nsenter', ['-t', firstOf(host.pid), '-p', '--', 'sh', '-c', start]);
  if ((await inside).code !== 0) throw new Error(`sshd of \`${host.name}\` does not start again`);
}

/** The process 1 below unshare(1), into whose namespace a new sshd goes. */
function firstOf(unshare: number): string {
  return readFileSync(`/proc/${unshare}/task/${unshare}/children`, 'utf8').trim();
}

async function must(ended: Promise<{ readonly code: number | null; readonly stderr: string }>): Promise<void> {
  const { code, stderr } = await ended;
  if (code !== 0) throw new Error(stderr.trim() || `exit status ${code}`);
}
