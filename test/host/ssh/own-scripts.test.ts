import { describe, expect, it } from 'vitest';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, mayMakeAccounts, startSshd } from './real-sshd.ts';
import { runToEnd, step, until } from './run-to-end.ts';
import { asking, connectionsOfWays, ways } from './ways.ts';

const connectionOf = connectionsOfWays();

describe.each(ways)('scripts of our own, %s', (_label, way, sudo) => {
  const own = { sudo, own: true, timeout: 60_000 } as const;
  const shell = async (): Promise<string> => (await runToEnd(connectionOf(way), 'echo "$$"', own)).stdout;

  it('run one after another in one shell, and know nothing of each other', async () => {
    const first = await shell();
    const set = await runToEnd(connectionOf(way), 'A=1; export A; cd /; umask 000; trap "" TERM; exit 7', own);
    expect(set.end).toMatchObject({ kind: 'exit', code: 7 });
    expect(await shell()).toBe(first);
    const { stdout, stderr } = await runToEnd(connectionOf(way), 'echo "[${A:-}]"; umask; echo no >&2', own);
    expect(stdout).toMatch(/^\[\]\n0*[1-7]\d*\n$/);
    expect(stderr).toBe('no\n');
  });

  it('all that one printed is its own, whatever comes after it', async () => {
    const much = (letter: string) => runToEnd(connectionOf(way), `head -c 3000000 /dev/zero | tr '\\0' ${letter}; printf '\\036'`, own);
    for (const letter of ['a', 'b']) expect((await much(letter)).stdout === `${letter.repeat(3_000_000)}\x1e`, letter).toBe(true);
  });

  it('run beside each other in shells of their own', async () => {
    const both = await Promise.all([shell(), shell()]);
    expect(new Set(both).size).toBe(2);
  });

  it('the shell goes when another session is wanted, and when one of them is cancelled', async () => {
    const first = await shell();
    await runToEnd(connectionOf(way), 'true', { sudo, endless: true });
    const second = await shell();
    expect(second).not.toBe(first);
    const started = connectionOf(way).run(step('echo ready; sleep 300', own));
    await until(started, 'ready');
    await started.cancel();
    expect(await started.end).toEqual({ kind: 'cancelled' });
    expect(await shell()).not.toBe(second);
  });
});

describe.runIf(hasSshd() && mayMakeAccounts())('a server of one session', () => {
  // A shell that waits for more while others wait for its session would hold them up for half a minute.
  it('has scripts of ours, for several accounts, and steps run in turn', { timeout: 25_000 }, async () => {
    const server = await startSshd({ sudo: 'nopasswd', config: ['MaxSessions 1'] });
    const connection = await openConnection(server.details(), asking);
    try {
      for (const more of [{ own: true }, {}, { own: true, sudo: true }, { own: true }, { sudo: true }, { own: true }])
        expect((await runToEnd(connection, 'echo well', { timeout: 60_000, ...more })).stdout).toBe('well\n');
      const all = Array.from({ length: 6 }, (_, at) =>
        runToEnd(connection, 'echo well', { timeout: 60_000, sudo: at % 2 === 0, ...(at % 3 !== 0 && { own: true }) }),
      );
      expect((await Promise.all(all)).map(({ stdout }) => stdout)).toEqual(all.map(() => 'well\n'));
    } finally {
      await connection.close();
      await server.stop();
    }
  });
});
