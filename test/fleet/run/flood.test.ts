import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { program } from '../../host/cli/opsbook.ts';
import { type Fleet, startFleet } from '../fleet.ts';

const hosts = 12;
let fleet: Fleet;
let folder: string;
beforeAll(async () => {
  fleet = await startFleet({ hosts, mode: 'lo' });
  folder = mkdtempSync(join(tmpdir(), 'opsbook-flood-'));
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  readonly status: number | null;
  readonly output: string;
  /** The most memory that it held at once, in MB. */
  readonly peak: number;
}

/** Calls opsbook; `slowly`: what it prints is not taken as fast as it comes. */
function opsbook(args: readonly string[], slowly = false): Promise<Told> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, XDG_STATE_HOME: folder, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let peak = 0;
  const look = (): void => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It is over.
    }
  };
  const looking = setInterval(look, 50);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output = slowly ? (output + text).slice(-4096) : output + text;
    if (!slowly) return;
    child.stdout.pause();
    setTimeout(() => child.stdout.resume(), 1);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (status) => {
      clearInterval(looking);
      resolve({ status, output, peak });
    });
  });
}

it('starves nobody, goes to the record and costs no memory', async () => {
  const done = join(folder, 'done');
  const book = join(folder, 'flood.md');
  // Three hosts print without end until all others have had their say; then each prints as much again.
  writeFileSync(
    book,
    `---
runbook:
  hosts: "h[1-${hosts}]"
---

\`\`\`sh {name=talk timeout=100s}
flood() { head -c 4000000 /dev/zero | tr '\\0' 'x'; echo; }
case $OPSBOOK_HOST in
  h1|h2|h3) while [ "$(ls "${done}" 2>/dev/null | wc -l)" -lt ${hosts - 3} ]; do flood; done
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do flood; done;;
  *) for i in 1 2 3 4 5; do echo "line $i"; sleep 0.1; done
    mkdir -p "${done}"; : >"${done}/$OPSBOOK_HOST";;
esac
\`\`\`
`,
  );
  const ran = await opsbook(['run', '--yes', '--ssh-config', fleet.sshConfig, book]);
  expect(ran.output).toContain('12 ok');
  expect(ran.status).toBe(0);
  // Node itself, the bundles and the code that V8 makes of them are most of it: 99 MB were seen, and 63 MB below.
  expect(ran.peak).toBeLessThan(180);
  const [run = ''] = readdirSync(join(folder, 'opsbook', 'runs'));
  const record = join(folder, 'opsbook', 'runs', run);
  const outputs = readdirSync(join(record, 'outputs'));
  expect(outputs.map((name) => name.slice(5)).sort()).toEqual(['talk@h1.txt', 'talk@h2.txt', 'talk@h3.txt']);
  for (const name of outputs) {
    const { size } = statSync(join(record, 'outputs', name));
    expect(size).toBeGreaterThan(80_000_000);
    expect(size % 4_000_001).toBe(0);
  }
  // What is among the events stays small, and so does who reads it.
  expect(statSync(join(record, 'events.jsonl')).size).toBeLessThan(30_000_000);
  const shown = await opsbook(['show', 'last']);
  expect(shown.status).toBe(0);
  expect(shown.output).toContain('line 5');
  expect(shown.output).toMatch(/more characters are in the record/);
  expect(shown.peak).toBeLessThan(180);
}, 120_000);

it('waits for who reads slowly what it prints', async () => {
  const book = join(folder, 'slow.md');
  writeFileSync(book, `---\nrunbook:\n  hosts: h1\n---\n\n\`\`\`sh {name=talk}\nyes 'a line of the step' | head -n 10000000\n\`\`\`\n`);
  const ran = await opsbook(['run', '--yes', '--ssh-config', fleet.sshConfig, book], true);
  expect(ran.output).toContain('1 ok');
  expect(ran.status).toBe(0);
  // 210 MB of output, 280 MB as it is shown.
  expect(ran.peak).toBeLessThan(180);
}, 120_000);
