import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Connection, StepRequest } from '../../../client/src/ssh/connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, mayMakeAccounts, startSshd } from './real-sshd.ts';
import { runToEnd, step, until } from './run-to-end.ts';
import { asking, connectionsOfWays, ways } from './ways.ts';

/** Processes whose command line holds `word`, zombies apart. */
function running(word: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
      return line.includes(word) ? [`${pid} ${line}`] : [];
    } catch {
      return [];
    }
  });
}

/** Waits until none is left; what still is after `milliseconds`. */
async function goneWithin(word: string, milliseconds: number): Promise<string[]> {
  const end = performance.now() + milliseconds;
  while (running(word).length > 0 && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return running(word);
}

/** Waits until a process of that name is up. */
async function up(word: string): Promise<void> {
  for (let time = 0; time < 200 && running(word).length === 0; time++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(running(word)).not.toEqual([]);
}

let unique = 0;
/** A number of seconds that no other process sleeps. */
const naptime = (): string => `${700 + unique++}.${String(process.pid).padStart(7, '1')}`;

/** The kinds of process that are hard to end; each says `ready` when it is up. */
const kinds: Readonly<Record<string, (nap: string) => Partial<StepRequest> & { readonly script: string }>> = {
  plain: (nap) => ({ script: `echo ready; sleep ${nap}` }),
  'a pipeline': (nap) => ({ script: `echo ready; sleep ${nap} | cat | sleep ${nap}` }),
  'in the background': (nap) => ({ script: `sleep ${nap} & sleep ${nap} & echo ready; wait` }),
  'a session of its own': (nap) => ({
    script: `setsid sleep ${nap} & setsid nohup sh -c 'sleep ${nap}; true' >/dev/null 2>&1 & sleep 0.2; echo ready; sleep ${nap}`,
  }),
  'an orphan without environment': (nap) => ({ script: `(env -i sleep ${nap} &) ; echo ready; sleep ${nap}` }),
  'job control': (nap) => ({ script: `set -m; sleep ${nap} & (sleep ${nap}; true) & echo ready; wait` }),
  'signals trapped': (nap) => ({ script: `trap '' TERM INT HUP; echo ready; while :; do sleep ${nap}; done` }),
  'signals trapped in a session of its own': (nap) => ({
    script: `setsid sh -c 'trap "" TERM INT; echo ready; while :; do sleep ${nap}; done'`,
  }),
  stopped: (nap) => ({ script: `sleep ${nap} & sleep 0.3; kill -STOP $!; echo ready; wait` }),
  'a program': (nap) => ({
    interpreter: 'python3',
    script: `import subprocess\np = subprocess.Popen(["sleep", "${nap}"], start_new_session=True)\nprint("ready", flush=True)\np.wait()`,
  }),
  'without end on both streams': (nap) => ({ script: `echo ready; sleep ${nap} & yes & yes >&2; wait` }),
};

/** A script that TERM does not end, beside a process in a session of its own; it says `ready` when it is up. */
const stubborn = (nap: string): string => `setsid sleep ${nap} & trap '' TERM; echo ready; while :; do sleep ${nap}; done`;

/** A cancel ends all of a step of this kind. */
async function cancelEnds(connection: Connection, kind: string, parts: Partial<StepRequest>): Promise<void> {
  const nap = naptime();
  const started = connection.run(step('', { ...parts, ...kinds[kind]?.(nap) }));
  await until(started, 'ready');
  await up(nap);
  await started.cancel();
  expect(await started.end).toEqual({ kind: 'cancelled' });
  expect(await goneWithin(nap, 100)).toEqual([]);
}

/** The timeout of a step is counted on the host, and ends all of it. */
async function timeoutEnds(connection: Connection, parts: Partial<StepRequest>): Promise<void> {
  const nap = naptime();
  const started = connection.run(step(stubborn(nap), { ...parts, timeout: 600 }));
  await until(started, 'ready');
  expect(await started.end).toEqual({ kind: 'timed-out' });
  expect(await goneWithin(nap, 100)).toEqual([]);
}

const pty = { rows: 24, columns: 80, type: 'xterm' };
const connectionOf = connectionsOfWays();

describe.each([
  ...ways.map((way) => [...way, undefined] as const),
  ...ways
    .filter(([, connection, sudo]) => connection !== 'ssh' || sudo === false)
    .map(([name, ...way]) => [`${name}, on a terminal`, ...way, pty] as const),
])('%s', (_label, way, sudo, terminal) => {
  const on = terminal === undefined ? {} : { pty: terminal };
  const connection = (): Connection => connectionOf(way);

  it.each(Object.keys(kinds))('a cancel ends all of it: %s', (kind) => cancelEnds(connection(), kind, { sudo, ...on, strict: false }));

  it('a timeout is counted on the host, and ends all of it', () => timeoutEnds(connection(), { sudo, ...on, strict: false }));

  it('a cancel leaves the output that came before, and no folder', async () => {
    const started = connection().run(step('echo "${OPSBOOK_OUTPUT%/*} ready"; sleep 300', { sudo, ...on }));
    const seen = await until(started, 'ready');
    await started.cancel();
    expect(existsSync(seen.split(' ')[0] ?? '')).toBe(false);
  });

  it.each([
    ['at once', 'true'],
    ['after it removed the folder beside its output', 'rm -rf "${OPSBOOK_OUTPUT%/*}"'],
  ])('the count of its time goes with a step that ends %s', async (_when, script) => {
    const seconds = `${500_000 + (process.pid % 1_000_000)}.${101 + unique++}`;
    const steps = Array.from({ length: 4 }, () => connection().run(step(script, { sudo, ...on, timeout: Number(seconds) * 1000 })));
    for (const { stdout, stderr } of steps) {
      stdout.resume();
      stderr.resume();
    }
    await Promise.all(steps.map(({ end }) => end));
    expect(await goneWithin(`sleep ${seconds}`, 10_000)).toEqual([]);
  });

  it('what a finished step left is left alone', async () => {
    const nap = naptime();
    const started = connection().run(
      step(`setsid sleep ${nap} >/dev/null 2>&1 & until grep -qx sleep /proc/$!/comm; do sleep 0.02; done`, { sudo, ...on }),
    );
    started.stderr.resume();
    started.stdout.resume();
    const end = await started.end;
    expect(end).toMatchObject({ kind: 'exit', code: 0 });
    const left = (end as { left?: string[] }).left ?? [];
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(running(nap)).toHaveLength(1);
    for (const each of running(nap)) process.kill(Number(each.split(' ')[0]), 'SIGKILL');
    expect(left.map((each) => each.split(' ')[1])).toContain('sleep');
  });

  it('a cancel works though the watchers on the host are gone', async () => {
    const nap = naptime();
    const script = `setsid sleep ${nap} & for x in $(cat "\${OPSBOOK_OUTPUT%/*}/own"); do kill -KILL $x; done; echo ready; trap '' TERM; while :; do sleep ${nap}; done`;
    const started = connection().run(step(script, { sudo, ...on, strict: false, grace: 200 }));
    await until(started, 'ready');
    await started.cancel();
    expect(await started.end).toEqual({ kind: 'cancelled' });
    expect(await goneWithin(nap, 100)).toEqual([]);
  });
});

describe.each(ways)('a script of our own, %s', (_label, way, sudo) => {
  const own = { sudo, own: true, timeout: 60_000 } as const;
  const connection = (): Connection => connectionOf(way);

  it.each(Object.keys(kinds).filter((kind) => kind !== 'a program'))('a cancel ends all of it: %s', (kind) =>
    cancelEnds(connection(), kind, own),
  );

  it('it ends when its time is over', () => timeoutEnds(connection(), own));

  it('tells its status and both streams; its values are for itself alone', async () => {
    const { end, stdout, stderr } = await runToEnd(connection(), 'echo "$A" >&2; env | grep -c "^A="; cat; exit 3', {
      ...own,
      environment: { A: `it's "$HOME"\nand more` },
    });
    expect(end).toEqual({ kind: 'exit', code: 3, output: {} });
    expect([stdout, stderr]).toEqual(['0\n', `it's "$HOME"\nand more\n`]);
  });
});

describe('a step that kills all around it', () => {
  it.each(ways.filter(([, , sudo]) => sudo === false).map(([, way]) => way))('leaves nothing: %s', async (way) => {
    const nap = naptime();
    const started = connectionOf(way).run(step(`echo "\${OPSBOOK_OUTPUT%/*} ready"; setsid sleep ${nap} & sleep 0.3; kill -KILL 0`));
    const seen = await until(started, 'ready');
    expect((await started.end).kind).toBe('signal');
    expect(await goneWithin(nap, 100)).toEqual([]);
    expect(existsSync(seen.split(' ')[0] ?? '')).toBe(false);
  });
});

describe('a step that nobody reads', () => {
  it.each(ways.filter(([, , sudo]) => sudo === false).map(([, way]) => way))('is ended by a cancel all the same: %s', async (way) => {
    const nap = naptime();
    const started = connectionOf(way).run(step(`sleep ${nap} & yes & yes >&2`));
    await up(nap);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await started.cancel();
    expect(await started.end).toEqual({ kind: 'cancelled' });
    expect(await goneWithin(nap, 100)).toEqual([]);
  });
});

describe.runIf(hasSshd())('a connection that goes', () => {
  it('makes the step lost, and the host ends it', async () => {
    const server = await startSshd(mayMakeAccounts() ? { sudo: 'nopasswd' } : {});
    try {
      const cases = [false, ...(mayMakeAccounts() ? [true] : [])].flatMap((sudo) => [{ sudo }, { sudo, own: true, timeout: 60_000 }]);
      for (const each of cases) {
        const nap = naptime();
        const connection = await openConnection(server.details(), asking);
        const started = connection.run(step(stubborn(nap), { strict: false, ...each }));
        await until(started, 'ready');
        server.signalSessions('SIGKILL');
        expect(await started.end).toMatchObject({ kind: 'lost', message: expect.stringContaining('web1') });
        expect(await connection.closed).not.toBe('closed');
        expect(await goneWithin(nap, 3000)).toEqual([]);
        expect((await connection.run(step('true')).end).kind).toBe('lost');
      }
    } finally {
      await server.stop();
    }
  });

  it('is noticed though the host says nothing any more', async () => {
    const server = await startSshd();
    try {
      const connection = await openConnection(server.details({ keepaliveInterval: 300 }), asking);
      const started = connection.run(step('echo ready; sleep 300'));
      await until(started, 'ready');
      server.signalSessions('SIGSTOP');
      expect((await started.end).kind).toBe('lost');
      expect(await connection.closed).toBe('Keepalive timeout');
    } finally {
      await server.stop();
    }
  });

  it('closing the connection cancels what runs', async () => {
    const server = await startSshd();
    try {
      const nap = naptime();
      const connection = await openConnection(server.details(), asking);
      const started = connection.run(step(`setsid sleep ${nap} & echo ready; wait`));
      await until(started, 'ready');
      await connection.close();
      expect(await started.end).toEqual({ kind: 'cancelled' });
      expect(await connection.closed).toBe('closed');
      expect(running(nap)).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
