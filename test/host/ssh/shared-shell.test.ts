import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, StepRequest } from '../../../client/src/ssh/connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, mayMakeAccounts, type RealSshd, startSshd } from './real-sshd.ts';
import { finish, runToEnd, step, until } from './run-to-end.ts';
import { asking } from './ways.ts';

let sshd: RealSshd | undefined;
let connection: Connection;

describe.runIf(hasSshd() && mayMakeAccounts()).each([
  ['the account itself', false],
  ['root by sudo', true],
])('steps of %s on a host with nothing else to do', (_label, sudo) => {
  beforeAll(async () => {
    sshd = await startSshd({ sudo: 'nopasswd', alone: true });
    connection = await openConnection(sshd.details(), asking);
  });
  afterAll(async () => {
    await connection.close();
    await sshd?.stop();
  });

  const usual = { sudo, timeout: 60_000, keepsEnd: true } as const;
  const run = (script: string, more: Partial<StepRequest> = {}) => runToEnd(connection, script, { ...usual, ...more });
  /** The process that a step's own shell is a child of. */
  const shell = async (more: Partial<StepRequest> = {}): Promise<string> => (await run('echo "$PPID"', more)).stdout;

  it('run one after another in one shell, and know nothing of each other', async () => {
    const first = await shell();
    const script = 'A=1; export A; f() { :; }; cd /; umask 000; ulimit -n 100; trap "" TERM; echo K=1 >>"$OPSBOOK_OUTPUT"; exit 7';
    const { end } = await run(script, { interpreter: 'sh', cwd: '/usr', environment: { B: '1' } });
    expect(end).toMatchObject({ kind: 'exit', code: 7, output: { K: '1' }, state: { cwd: '/', ended: { A: '1', B: '1' } } });
    const next = await run('echo "[${A:-}${B:-}]"; umask; ulimit -n; pwd; type f || echo no; kill -TERM $$', {
      interpreter: 'sh',
      strict: false,
    });
    expect(next.stdout).toMatch(/^\[\]\n0*[1-7]\d*\n(?!100\n).+\n\/(?!usr).+\n(?:f: not found\n)?no\n$/);
    expect(next.end).toEqual({ kind: 'signal', signal: 'SIGTERM' });
    const python = await run('import os; print(os.getppid())', { interpreter: 'python3', keepsEnd: false });
    expect(python.stdout).toBe(first);
    expect(await shell()).toBe(first);
  });

  it('each has all of its own output and nothing of another', async () => {
    const first = await shell();
    for (const letter of ['a', 'b']) {
      const { stdout } = await run(`head -c 3000000 /dev/zero | tr '\\0' ${letter}; printf '\\036'`);
      expect(stdout === `${letter.repeat(3_000_000)}\x1e`, letter).toBe(true);
    }
    expect(await shell()).toBe(first);
  });

  it('one that left a process has a shell to itself, and what that process prints goes into no other', async () => {
    const first = await shell();
    const left = await run('{ trap "" PIPE; sleep 1; echo late || :; exec sleep 300; } & echo "$! $PPID"');
    const [process, parent] = left.stdout.trim().split(' ');
    expect(`${parent}\n`).toBe(first);
    expect(left.end).toMatchObject({ kind: 'exit', code: 0, left: expect.arrayContaining([expect.stringContaining(`${process} `)]) });
    const after = await run('echo "$PPID"; sleep 1.5');
    expect(after.stdout).toMatch(/^\d+\n$/);
    expect(after.stdout).not.toBe(first);
    // A daemon that a finished step started is left alone, also when a later step is ended with all that it has.
    const ended = connection.run(step('setsid sleep 300 & echo ready; sleep 300', usual));
    await until(ended, 'ready');
    await ended.cancel();
    expect((await run(`kill -0 ${process} && pgrep -cf "[s]leep 300"; kill ${process}`)).stdout).toBe('1\n');
  });

  it('one that goes beyond its time is ended in the shell of another, which is let go then', async () => {
    const first = await shell();
    const { end, stdout } = await run('echo "$PPID"; setsid sleep 300 & sleep 300', { timeout: 500, grace: 200 });
    expect(stdout).toBe(first);
    expect(end).toEqual({ kind: 'timed-out' });
    const after = await run('echo "$PPID"; pgrep -cf "[s]leep 300" || :');
    expect(after.stdout).toMatch(/^\d+\n0\n$/);
    expect(after.stdout.startsWith(first)).toBe(false);
  });

  it('one whose shell was killed while it waited has another', async () => {
    const first = await shell();
    await run(`kill -KILL ${first.trim()}`, { endless: true });
    expect(await shell()).not.toBe(first);
  });

  it('those that need it have a session of their own: for another account, on a terminal, without an end', async () => {
    const first = await shell();
    for (const more of [{ sudo: 'nobody' }, { endless: true }]) expect(await shell(more)).not.toBe(first);
    const terminal = connection.run(step('echo "$PPID"', { ...usual, pty: { type: 'dumb', rows: 24, columns: 80 } }));
    expect((await finish(terminal)).stdout.trim()).not.toBe((await shell()).trim());
  });

  it('the last one of a run leaves none behind', async () => {
    const first = await shell({ keepsState: false });
    expect(await shell()).not.toBe(first);
  });
});
