// A gigabyte of output of one step, through the command line and its record, against `ssh`; and the most memory that either holds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOf } from './parts.mjs';
import { timed } from './processor-time.mjs';

const megabytes = Number(process.env['OPSBOOK_BENCH_MB'] ?? 1024);
const runs = Number(process.env['OPSBOOK_BENCH_RUNS'] ?? 5);

export async function bench({ root, median }) {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-bench-output-'));
  let fleet;
  try {
    const parts = await partsOf(root, folder);
    fleet = await parts.startFleet({ hosts: 1, mode: 'lo' });
    const [{ name }] = fleet.hosts;
    const line = 'x'.repeat(98);
    const command = `yes ${line} | head -c ${megabytes}M`;
    const book = join(folder, 'output.md');
    writeFileSync(book, `---\nrunbook:\n  hosts: ${name}\n---\n\n\`\`\`sh {name=print}\n${command}\n\`\`\`\n`);
    const tools = {
      ours: [process.execPath, join(root, 'dist/opsbook.cjs'), 'run', '--yes', '--ssh-config', fleet.sshConfig, book],
      ssh: ['ssh', '-F', fleet.sshConfig, name, command],
      'ssh, aes128-gcm': ['ssh', '-F', fleet.sshConfig, '-oCiphers=aes128-gcm@openssh.com', name, command],
    };
    // What a run does as well: the output is shown, and kept in a file.
    const kept = join(folder, 'kept');
    for (const tool of ['ssh', 'ssh, aes128-gcm'])
      tools[`${tool}, kept by tee`] = ['bash', '-c', 'set -o pipefail; "$@" | tee "$0"', kept, ...tools[tool]];
    const figures = Object.fromEntries(Object.keys(tools).map((tool) => [tool, []]));
    for (let run = 0; run < runs; run++) {
      for (const [tool, words] of Object.entries(tools)) {
        const state = join(folder, 'state');
        figures[tool].push(await timed(words, { ...process.env, XDG_STATE_HOME: state, NO_COLOR: '1' }, folder));
        // The run's record holds the whole output.
        for (const path of [state, kept]) rmSync(path, { recursive: true, force: true });
      }
    }
    const of = (tool, key) => median(figures[tool].map((one) => one[key]));
    const what = `${megabytes} MiB of output of a step, by the command line`;
    return Object.keys(tools).filter((tool) => tool !== 'ours').flatMap((peer) => [
      { what, ours: of('ours', 'wall'), theirs: of(peer, 'wall'), peer, unit: 'ms' },
      { what: `${what}, the client’s processor time`, ours: of('ours', 'cpu'), theirs: of(peer, 'cpu'), peer, unit: 'ms' },
      { what: `${what}, the most memory of one process`, ours: of('ours', 'peak'), theirs: of(peer, 'peak'), peer, unit: 'MB' },
    ]);
  } finally {
    await fleet?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
