// Steps over ssh against OpenSSH's client and ClusterShell, on real sshd on loopback addresses.
// OpenSSH's default key exchange costs its client some 0.1 s of processor time a login, which ssh2 has not: so it is also measured with curve25519.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOf } from './parts.mjs';

const hosts = 50;
const at = 32;
const megabytes = 256;

export async function bench({ time, root, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-bench-ssh-'));
  let fleet;
  let connection;
  let master;
  try {
    const parts = await partsOf(root, folder);
    fleet = await parts.startFleet({ hosts, mode: 'lo' });
    const names = fleet.hosts.map(({ name }) => name);
    const rows = [];

    const all = await time(() => parts.each(names, at, async (name) => {
      const one = await parts.open(fleet, name);
      await parts.run(one, 'true');
      await one.close();
    }));
    const options = ['-F', fleet.sshConfig];
    const curve = '-oKexAlgorithms=curve25519-sha256';
    const what = `${hosts} hosts asked \`true\`, ${at} at once, connections made and closed`;
    const xargs = (...more) => timeOf(time, 'xargs', ['-P', `${at}`, '-I{}', 'ssh', ...options, ...more, '{}', 'true'], names.join('\n'));
    rows.push({ what, ours: all, theirs: await xargs(), peer: `ssh by xargs -P${at}`, unit: 'ms' });
    rows.push({ what, ours: all, theirs: await xargs(curve), peer: `ssh by xargs -P${at}, curve25519`, unit: 'ms' });
    if (spawnSync('clush', ['--version']).status === 0) {
      const clush = (more) => timeOf(time, 'clush', ['-f', `${at}`, '-o', `-F ${fleet.sshConfig} ${more}`, '-w', names.join(','), 'true']);
      rows.push({ what, ours: all, theirs: await clush(''), peer: `clush -f ${at}`, unit: 'ms' });
      rows.push({ what, ours: all, theirs: await clush(curve), peer: `clush -f ${at}, curve25519`, unit: 'ms' });
    } else say('clush is not here (package clustershell)');

    connection = await parts.open(fleet, names[0]);
    const control = join(folder, 'control');
    master = spawn('ssh', [...options, '-M', '-N', '-S', control, names[0]], { stdio: 'ignore' });
    await until(() => spawnSync('ssh', [...options, '-S', control, '-O', 'check', names[0]]).status === 0);
    const step = await time(() => parts.run(connection, 'true'), 31);
    const mastered = await timeOf((work) => time(work, 31), 'ssh', [...options, '-S', control, names[0], 'true']);
    rows.push({ what: 'a second step on an open connection', ours: step, theirs: mastered, peer: 'ssh with ControlMaster', unit: 'ms' });

    const command = `head -c ${megabytes}M /dev/zero | tr '\\0' x`;
    const streamed = await time(async () => {
      if ((await parts.run(connection, command)) !== megabytes * 1024 * 1024) throw new Error('output was lost');
    });
    const sent = await timeOf(time, 'ssh', [...options, '-S', control, names[0], command]);
    const quick = await timeOf(time, 'ssh', [...options, '-oCiphers=aes128-gcm@openssh.com', names[0], command]);
    rows.push({ what: `${megabytes} MiB of output of a step`, ours: streamed, theirs: sent, peer: 'ssh', unit: 'ms' });
    rows.push({ what: `${megabytes} MiB of output of a step`, ours: streamed, theirs: quick, peer: 'ssh with aes128-gcm, login included', unit: 'ms' });
    return rows;
  } finally {
    master?.kill();
    await connection?.close();
    await fleet?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The time of a program whose output is read and thrown away; throws unless it ends with 0. */
function timeOf(time, command, args, input = '') {
  return time(() => new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdout.resume();
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (status) => (status === 0 ? resolve() : reject(new Error(`${command} ended with ${status}`))));
  }));
}

async function until(condition) {
  for (let waited = 0; waited < 5_000; waited += 50) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('ssh made no control socket');
}
