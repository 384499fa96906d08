import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Asking, Connection } from '../../../client/src/ssh/connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, mayMakeAccounts, type RealSshd, startSshd } from './real-sshd.ts';
import { runToEnd } from './run-to-end.ts';

const nobody: Asking = { hostKey: async () => false, secret: async () => undefined };

describe.runIf(hasSshd() && mayMakeAccounts())('login shells', () => {
  const withShell = async (
    options: Parameters<typeof startSshd>[0],
    work: (connection: Connection, sshd: RealSshd) => Promise<void>,
    asking = nobody,
  ): Promise<void> => {
    const server = await startSshd(options);
    try {
      const connection = await openConnection(server.details({ connectTimeout: 3000 }), asking);
      await work(connection, server);
      await connection.close();
    } finally {
      await server.stop();
    }
  };

  it.each(['/bin/sh', '/bin/bash', '/usr/bin/ksh', '/usr/bin/zsh', '/usr/bin/fish', '/usr/bin/tcsh'])('does not matter: %s', (shell) =>
    withShell({ shell }, async (connection) => {
      expect(await runToEnd(connection, 'echo "$A"; exit 3', { environment: { A: "it's" } })).toMatchObject({
        stdout: "it's\n",
        end: { kind: 'exit', code: 3 },
      });
    }),
  );

  it('throws away what the login shell says', () =>
    withShell({}, async (connection, server) => {
      execFileSync('sh', ['-c', `printf 'echo greeting; echo moan >&2\\n' >${server.home}/.bashrc`]);
      expect(await runToEnd(connection, 'echo out')).toMatchObject({ stdout: 'out\n', stderr: '' });
    }));

  it('may take all rights from what it makes: a step has its own files all the same, and that umask', () =>
    withShell({ sudo: 'nopasswd' }, async (connection, server) => {
      writeFileSync(`${server.home}/.bashrc`, 'umask 777\n');
      for (const more of [{}, { sudo: true }, {}, { keepsState: false }, { interpreter: 'bash' }] as const) {
        const { stdout, stderr, end } = await runToEnd(connection, 'umask; echo K=1 >>"$OPSBOOK_OUTPUT"; exit 3', more);
        expect([Number(stdout) > 0, stderr]).toEqual([true, '']);
        if (!('sudo' in more)) expect(stdout).toMatch(/^0?777\n$/);
        expect(end).toMatchObject({ kind: 'exit', code: 3, output: { K: '1' } });
      }
      const slow = runToEnd(connection, 'sleep 60', { timeout: 300 });
      expect((await slow).end).toEqual({ kind: 'timed-out' });
    }));

  it.each([
    [{ shell: '/usr/sbin/nologin' }, /has no login shell \(nologin\).*currently not available/],
    [{ shell: '/bin/false' }, /ended with exit status 1 without a word; expected a shell/],
    [{ shell: '/bin/rbash' }, /is a restricted one: it refused `exec \/bin\/sh`/],
    [{ config: ['ForceCommand echo only backups here'] }, /ran something else than the shell.*`only backups here`.*ForceCommand/],
    [{ config: ['ForceCommand cat'] }, /did not start `\/bin\/sh` in time/],
  ])('that refuse are told apart: %j', (options, message) =>
    withShell(options, async (connection) => {
      const { end, stdout } = await runToEnd(connection, 'echo secret', { environment: { SECRET: 'planted' } });
      expect(end).toMatchObject({ kind: 'refused', message: expect.stringMatching(message) });
      expect(stdout).toBe('');
    }),
  );

  it('says what else keeps a step from its shell: a start file that exits, a closed host, sudo that wants a terminal', () =>
    withShell({ sudo: 'nopasswd' }, async (connection, server) => {
      const said = async (sudo: boolean): Promise<unknown> => (await runToEnd(connection, 'true', { sudo })).end;
      appendFileSync(`/etc/sudoers.d/${server.user}`, `Defaults:${server.user} requiretty\n`);
      expect(await said(true)).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining(`; expected \`Defaults:${server.user} !requiretty\` in its sudoers`),
      });
      writeFileSync(`${server.home}/.bashrc`, 'exit 3\n');
      expect(await said(false)).toMatchObject({ message: expect.stringMatching(/exit status 3 without a word; .* a start file such as/) });
      // As sshd ends a login while there is an /etc/nologin.
      writeFileSync(`${server.home}/.bashrc`, 'echo closed until noon >&2; exit 254\n');
      expect(await said(false)).toMatchObject({
        message: expect.stringMatching(/lets nobody in now \(`\/etc\/nologin`\): .*, saying `closed until noon`$/),
      });
    }));

  it('asks for the password that sudo wants, where that is another’s', () => {
    const prompts: string[] = [];
    return withShell(
      { sudo: 'password', password: 'of the login' },
      async (connection, server) => {
        appendFileSync(`/etc/sudoers.d/${server.user}`, `Defaults:${server.user} targetpw\n`);
        const other = await startSshd({ password: 'of the other' });
        try {
          expect((await runToEnd(connection, 'id -un', { sudo: other.user })).stdout).toBe(`${other.user}\n`);
          expect(prompts).toEqual([`[sudo] password for ${other.user}`]);
        } finally {
          await other.stop();
        }
      },
      {
        ...nobody,
        secret: async (_host, _what, prompt) => {
          prompts.push(prompt);
          return 'of the other';
        },
      },
    );
  });

  it('asks for sudo’s password, after sudo did', () => {
    const prompts: string[] = [];
    let answer: string | undefined = 'the right one';
    return withShell(
      { sudo: 'password', password: 'the right one' },
      async (connection) => {
        // Each has a shell of its own: one that waits for the next step is root's already.
        expect(await runToEnd(connection, 'id -un; cat', { sudo: true, keepsState: false })).toMatchObject({
          stdout: 'root\n',
          stderr: '',
          end: { kind: 'exit', code: 0 },
        });
        expect(prompts).toEqual([expect.stringMatching(/^password \[sudo\] password for opsb-/)]);
        answer = 'wrong';
        expect((await runToEnd(connection, 'x', { sudo: true })).end).toMatchObject({
          kind: 'refused',
          message: expect.stringContaining('did not accept the password'),
        });
        answer = undefined;
        expect((await runToEnd(connection, 'x', { sudo: true })).end).toMatchObject({
          kind: 'refused',
          message: expect.stringContaining('none was given'),
        });
        answer = 'the right one';
        const seen = await runToEnd(connection, 'cat /proc/[0-9]*/cmdline | tr "\\0" " " | grep -c "the [r]ight one" || true', {
          sudo: true,
        });
        expect(seen.stdout.trim()).toBe('0');
      },
      {
        ...nobody,
        secret: async (_host, what, prompt) => {
          prompts.push(`${what} ${prompt}`);
          return answer;
        },
      },
    );
  });

  it('says that sudo refuses an account', () =>
    withShell(
      { password: 'pw' },
      async (connection) => {
        expect((await runToEnd(connection, 'x', { sudo: true })).end).toMatchObject({
          kind: 'refused',
          message: expect.stringMatching(/sudo on .* did not start a shell as `root` for .*not in the sudoers file/),
        });
      },
      { ...nobody, secret: async () => 'pw' },
    ));
});
