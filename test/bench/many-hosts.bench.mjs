// Many hosts at once: our command line against clush, pssh and Ansible, each as its users start it, on real sshd on loopback addresses:
// one step, one file of 100 kB installed, and what each further host costs of memory. OPSBOOK_BENCH_HOSTS=1000 OPSBOOK_BENCH_RUNS=1
// OPSBOOK_BENCH_TOOLS=ours OPSBOOK_BENCH_ROWS=step,memory is the way to the last.
// Wall time says little on a machine that others use too, so the processor's time is told beside it. All exchange keys as we do
// (curve25519); OpenSSH's own choice costs its client some 0.1 s more a host.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOf } from './parts.mjs';
import { serverTime, timed } from './processor-time.mjs';

const hosts = Number(process.env['OPSBOOK_BENCH_HOSTS'] ?? 200);
const runs = Number(process.env['OPSBOOK_BENCH_RUNS'] ?? 5);
const at = 64;
const wanted = (process.env['OPSBOOK_BENCH_ROWS'] ?? 'step,file,memory').split(',');

export async function bench({ root, median, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-bench-hosts-'));
  let fleet;
  try {
    const parts = await partsOf(root, folder);
    fleet = await parts.startFleet({ hosts, mode: 'lo' });
    const names = fleet.hosts.map(({ name }) => name);
    const curve = ['-F', fleet.sshConfig, '-oKexAlgorithms=curve25519-sha256'];
    const list = join(folder, 'hosts');
    writeFileSync(list, `${names.join('\n')}\n`);
    writeFileSync(join(folder, 'inventory'), `${names.join('\n')}\n[all:vars]\nansible_python_interpreter=/usr/bin/python3\n`);
    writeFileSync(join(folder, 'ansible.cfg'), `[defaults]\nforks = ${at}\ninventory = ${folder}/inventory\n[ssh_connection]\nssh_args = ${curve.join(' ')} -oControlMaster=no\npipelining = True\n`);
    const head = `---\nrunbook:\n  hosts: "h[1-${hosts}]"\n  parallel: ${at}\n---\n\n`;
    const step = join(folder, 'step.md');
    writeFileSync(step, `${head}\`\`\`sh {name=one}\ntrue\n\`\`\`\n`);
    const ours = (...more) => [process.execPath, join(root, 'dist/opsbook.cjs'), 'run', '--yes', '--ssh-config', fleet.sshConfig, ...more];
    const env = { ...process.env, XDG_STATE_HOME: join(folder, 'state'), ANSIBLE_CONFIG: join(folder, 'ansible.cfg'), NO_COLOR: '1' };

    const asked = {
      ours: ours(step),
      [`clush -f ${at}`]: ['clush', '-f', `${at}`, '-o', curve.join(' '), '-w', names.join(','), 'true'],
      [`parallel-ssh -p ${at}`]: ['parallel-ssh', '-p', `${at}`, '-h', list, '-x', curve.join(' '), 'true'],
      [`ansible -m raw -f ${at}`]: ['ansible', 'all', '-m', 'raw', '-a', 'true'],
      ssh: ['xargs', '-P', '4', '-I{}', '-a', list, 'ssh', ...curve, '-oCiphers=aes128-gcm@openssh.com', '{}', 'true'],
    };
    const rows = [];
    if (wanted.includes('step')) rows.push(...rowsOf(`${hosts} hosts asked \`true\`, ${at} at once, cold`, await measure(asked), median));

    if (wanted.includes('file')) {
      // Each host of the fleet has a /var/lib of its own. The file is another one each time, else there is nothing to do.
      const target = '/var/lib/opsbook-bench-%RUN%.conf';
      const file = join(folder, 'text');
      const book = join(folder, 'file.md');
      const copied = {
        ours: ours(book),
        [`clush -f ${at} --copy`]: ['clush', '-f', `${at}`, '-o', curve.join(' '), '-w', names.join(','), '--copy', file, '--dest', target],
        [`ansible -m copy -f ${at}`]: ['ansible', 'all', '-m', 'copy', '-a', `src=${file} dest=${target}`],
      };
      const fresh = (run) => {
        writeFileSync(file, `${randomBytes(50_000).toString('hex')}\n`);
        writeFileSync(book, `${head}\`\`\`text {name=copy file=${target.replace('%RUN%', run)} src=text}\n\`\`\`\n`);
      };
      rows.push(...rowsOf(`a file of 100 kB installed on ${hosts} hosts, ${at} at once, cold`, await measure(copied, fresh), median));
    }

    if (wanted.includes('memory') && hosts > 1) {
      const alone = join(folder, 'alone.md');
      writeFileSync(alone, readFileSync(step, 'utf8').replace(`h[1-${hosts}]`, 'h1'));
      const { all, one } = await measure({ all: ours(step), one: ours(alone) });
      const peak = (figures) => median(figures.map((each) => each.peak * 1024));
      rows.push({
        what: `memory of the client for each further host, of ${hosts} (peak ${Math.round(peak(all) / 1024)} MB)`,
        ours: (peak(all) - peak(one)) / (hosts - 1),
        theirs: 1024,
        peer: 'aim',
        unit: 'kB',
      });
    }
    return rows;

    async function measure(tools, before = (_run) => {}) {
      const figures = {};
      const only = process.env['OPSBOOK_BENCH_TOOLS']?.split(',');
      for (let run = 0; run <= runs; run++) {
        for (const [name, command] of Object.entries(tools)) {
          if (only && !['all', 'one'].includes(name) && !only.some((word) => name.startsWith(word))) continue;
          if (spawnSync('which', [command[0]]).status !== 0) {
            if (run === 0) say(`${command[0]} is not here`);
            continue;
          }
          before(`${name.replace(/\W.*/, '')}-${run}`);
          const served = serverTime(fleet.folder);
          const { wall, cpu, peak } = await timed(command.map((word) => word.replace('%RUN%', `${name.replace(/\W.*/, '')}-${run}`)), env, folder);
          const one = { wall, client: cpu, servers: serverTime(fleet.folder) - served, peak };
          if (process.env['OPSBOOK_BENCH_SAY']) say(`${name}: ${JSON.stringify(one)}`);
          // The first run of each is not counted.
          if (run > 0) (figures[name] ??= []).push(one);
        }
      }
      return figures;
    }
  } finally {
    await fleet?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows of figures by tool: wall time, processor time of the client, and the floor, which is what the servers take for ssh, over the cores. */
function rowsOf(what, figures, median) {
  const of = (name, key) => median(figures[name].map((one) => one[key]));
  const rows = [];
  for (const name of Object.keys(figures).filter((each) => each !== 'ours' && figures.ours)) {
    if (name === 'ssh') {
      rows.push({ what, ours: of('ours', 'wall'), theirs: of('ssh', 'servers') / cpus().length, peer: 'floor: the servers’ time for ssh over the cores', unit: 'ms' });
      rows.push({ what: `${what}, the servers’ processor time`, ours: of('ours', 'servers'), theirs: of('ssh', 'servers'), peer: 'ssh', unit: 'ms' });
    } else rows.push({ what, ours: of('ours', 'wall'), theirs: of(name, 'wall'), peer: name, unit: 'ms' });
    rows.push({ what: `${what}, the client’s processor time`, ours: of('ours', 'client'), theirs: of(name, 'client'), peer: name, unit: 'ms' });
  }
  return rows;
}
