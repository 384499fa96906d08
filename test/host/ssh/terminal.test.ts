import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { RunningStep, StepRequest } from '../../../client/src/ssh/connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { finish, step } from './run-to-end.ts';
import { hasSshd, startSshd } from './real-sshd.ts';
import { asking, connectionsOfWays, type Way, ways } from './ways.ts';

const pty = { rows: 31, columns: 97, type: 'xterm-256color' };

const connectionOf = connectionsOfWays();

const start = (way: Way[1], script: string, more: Partial<StepRequest>): RunningStep =>
  connectionOf(way).run(step(script, { pty, timeout: 60_000, ...more }));

/** Waits for output that matches, from the beginning on. */
function shows(running: RunningStep): (pattern: RegExp) => Promise<string> {
  let seen = '';
  const waiting = new Set<() => void>();
  running.stdout.on('data', (part: Buffer) => {
    seen += part.toString('utf8');
    for (const look of waiting) look();
  });
  running.stderr.resume();
  return (pattern) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(seen)) return;
        waiting.delete(look);
        resolve(seen);
      };
      waiting.add(look);
      void running.end.then((end) => reject(new Error(`ended before ${pattern}: ${JSON.stringify(end)}, said ${JSON.stringify(seen)}`)));
      look();
    });
}

describe.each(ways)('a terminal %s', (_name, way, sudo) => {
  it('is the standard input, output and error of the step, of the size that was asked for', async () => {
    const script = 'test -t 0 && test -t 1 && test -t 2 && echo all; stty size; echo "$TERM $GREETING"; echo wrong >&2; cd /; exit 3';
    const { end, stdout, stderr } = await finish(start(way, script, { sudo, environment: { GREETING: "it's ☃\n$HOME" } }));
    expect(stdout).toBe("all\r\n31 97\r\nxterm-256color it's ☃\r\n$HOME\r\nwrong\r\n");
    expect([end, stderr]).toEqual([expect.objectContaining({ kind: 'exit', code: 3, state: expect.objectContaining({ cwd: '/' }) }), '']);
  });

  it('takes keys and sizes, and tells what OPSBOOK_OUTPUT holds', async () => {
    const running = start(
      way,
      'trap "stty size; on=1" WINCH; read -p "name? " name; echo "hello $name"; echo "n=$name" >> "$OPSBOOK_OUTPUT"; until [ -n "${on:-}" ]; do sleep 0.1; done; exec sh -c "echo waiting; exec sleep 600"',
      { sudo },
    );
    const shown = shows(running);
    await shown(/name\? /);
    running.terminal?.keys('Zoë\r');
    await shown(/hello Zoë\r\n/);
    running.terminal?.resize({ rows: 40, columns: 111 });
    await shown(/40 111\r\n/);
    await shown(/waiting/);
    running.terminal?.keys('\x03');
    const end = await running.end;
    expect(end).toMatchObject({ kind: 'signal', signal: 'SIGINT' });
  });
});

it('a terminal of this machine has its last size by the time that a key comes which was typed after it, however slow stty is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-slow-stty-'));
  writeFileSync(join(folder, 'stty'), `#!/bin/sh\nsleep 0.2\nPATH=\${PATH#*:} exec stty "$@"\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  try {
    const running = start('local', 'echo ready; read -r line; PATH=${PATH#*:} stty size', {});
    await shows(running)(/ready/);
    for (const columns of [80, 81, 82]) running.terminal?.resize({ rows: 40, columns });
    running.terminal?.keys('\r');
    const { stdout } = await finish(running);
    expect(stdout).toMatch(/40 82\r\n$/);
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
});

it.runIf(hasSshd())(
  'eight terminals at once over one connection each get their turn, whatever the server allows',
  { timeout: 30_000 },
  async () => {
    const few = await startSshd({ config: ['MaxSessions 3'] });
    try {
      const connection = await openConnection(few.details(), asking);
      for (const on of [connectionOf('ssh'), connection]) {
        const all = Array.from({ length: 8 }, (_, index) => finish(on.run(step(`test -t 0 && echo ${index}`, { pty, timeout: 60_000 }))));
        expect((await Promise.all(all)).map(({ stdout, end }) => `${stdout.trim()} ${end.kind}`)).toEqual(
          all.map((_, index) => `${index} exit`),
        );
      }
      await connection.close();
    } finally {
      await few.stop();
    }
  },
);
