// Looking through a large log for the symptoms of runbooks, against grep with the same patterns.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How large the log is, in MiB. */
const SIZE = Number(process.env.OPSBOOK_BENCH_LOG ?? 1024);

export async function bench({ time, root, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-match-'));
  try {
    const patterns = ['haproxy\\[[0-9]+\\]: .* 503 ', 'No space left on device', 'Out of memory: Killed process'];
    const symptoms = patterns.map((pattern) => `    - match: '${pattern}'`).join('\n');
    writeFileSync(join(folder, 'a.md'), `---\ntitle: A\nrunbook:\n  symptoms:\n${symptoms}\n---\n`);
    const log = join(folder, 'log');
    write(log, SIZE);
    // Not to /dev/null: grep knows it, and stops at the first hit.
    const run = (command, args) => {
      const { status, stderr } = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
      if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
    };
    const ours = await time(() => run(process.execPath, [join(root, 'dist/opsbook.cjs'), 'match', log, '--runbooks', folder]), 5);
    const theirs = await time(() => run('grep', ['-cE', patterns.join('|'), log]), 5);
    say(`a log of ${SIZE} MiB`);
    return [{ what: `the runbook for a log of ${SIZE} MiB`, ours, theirs, peer: '`grep -cE` with the same patterns', unit: 'ms' }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path, size) {
  const lines = [];
  for (let i = 0; lines.length < 12_000; i++) {
    const at = `Nov 21 04:${String(i % 60).padStart(2, '0')}:01 web${i % 7}`;
    lines.push(`${at} haproxy[99]: 198.51.100.${i % 250}:4${i % 1000} [21/Nov/2026] main app/web${i % 3} 0/0/1/${i % 90} 200 ${i}`);
    lines.push(`${at} CRON[${i}]: (root) CMD (run-parts /etc/cron.hourly)`);
    if (i % 4000 === 17) lines.push(`${at} kernel: Out of memory: Killed process ${i} (java)`);
  }
  const block = Buffer.from(`${lines.join('\n')}\n`);
  const file = openSync(path, 'w');
  for (let written = 0; written < size << 20; written += block.length) writeSync(file, block);
  closeSync(file);
}
