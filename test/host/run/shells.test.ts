import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../client/src/ssh/connection.ts';
import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { openLocalConnection } from '../../../client/src/ssh/local-connection.ts';
import { runStep } from '../../../client/src/ssh/run-step.ts';
import { WaitingShells } from '../../../client/src/ssh/waiting-shells.ts';
import { installFile } from '../../../client/src/run/install/install-file.ts';
import { lookAtFile } from '../../../client/src/run/install/look-at-file.ts';
import { file } from './draft.ts';
import { scratchFolder } from './scratch.ts';

const folder = scratchFolder();
/** What may be a host's `/bin/sh`; those of them that this machine has are tried. */
const shells = [['dash'], ['bash', '--posix'], ['ksh93'], ['mksh'], ['busybox', 'ash'], ['zsh', '--emulate', 'sh']].filter(([name = '']) =>
  (process.env['PATH'] ?? '').split(':').some((at) => existsSync(join(at, name))),
);
const asking = { hostKey: async () => false, secret: async () => undefined };

/** This machine, as if its `/bin/sh` were another. */
function connectionOf([program = '', ...args]: readonly string[], environment: Readonly<Record<string, string>> = {}): Connection {
  const ground: Parameters<typeof runStep>[1] = {
    open: async () => {
      const child = spawn(program, args, { stdio: 'pipe', detached: true, env: { ...process.env, ...environment } });
      const exited = new Promise<{ code: number }>((tell) => void child.once('exit', (code) => tell({ code: code ?? 0 })));
      return {
        stdin: child.stdin,
        stdout: child.stdout,
        stderr: child.stderr,
        exited,
        close: () => child.stdin.destroy(),
        kill: () => child.kill('SIGKILL'),
      };
    },
    beside: (step) => runStep(step, ground),
    password: async () => undefined,
    where: '`local`',
    user: 'root',
    startTimeout: 15_000,
    shellKnown: true,
    hostname: undefined,
    waiting: new WaitingShells(),
  };
  return { ...openLocalConnection(asking), hostname: () => ground.hostname, run: (step) => runStep(step, ground) };
}

/** Every character of two bytes and some of more, what quotes and escapes, and lines of all lengths. */
const text = [
  ...Array.from({ length: 0x7ff }, (_, at) => String.fromCharCode(at + 1)),
  `it's "$HOME" \`id\` \\ \\n %s {{ no }} 😀 ${'x'.repeat(70_000)} \u{10ffff}${"'".repeat(300)}\r\n`,
  ...Array.from({ length: 300 }, (_, at) => `${'ā'.repeat(at)}\n`),
].join('');

describe.each(shells)('where /bin/sh is %s', (...shell) => {
  const connection = connectionOf(shell);
  const own = join(folder, shell.join('-'));
  mkdirSync(own, { mode: 0o755 });
  const path = join(own, 'x y.conf');
  const look = (perhaps?: string) => lookAtFile(connection, path, { sudo: false, filesUnder: undefined, perhaps });
  const put = async (content: string, found: Awaited<ReturnType<typeof look>>, mode?: string, on = connection) =>
    installFile(on, {
      install: { ...(file('f', path, content).install as NonNullable<DraftBlock['install']>), ...(mode !== undefined && { mode }) },
      text: content,
      found,
      deployment: undefined,
      run: `20260101T000000000Z-${process.pid}`,
      token: Math.random().toString(16).slice(2),
      sudo: false,
      filesUnder: undefined,
      timeout: 60_000,
      grace: 500,
    });

  it('tells the name that the host has for itself', async () => {
    await look();
    expect(connection.hostname()).toBe(hostname());
  });

  it('a file is looked at, installed, found unchanged, replaced and kept', async () => {
    const none = await look();
    expect(none).toEqual({ path, found: undefined, text: undefined, owed: false, ours: false });
    expect(await put(text, none)).toMatchObject({ result: 'installed', wrote: { mode: '0644' } });
    expect(readFileSync(path, 'utf8') === text, 'all its bytes').toBe(true);
    expect(statSync(path).mode & 0o7777).toBe(0o644);

    const there = await look();
    expect(there.text === text, 'all its bytes').toBe(true);
    expect(there).toMatchObject({ ours: true, found: { mode: '0644' } });
    expect(await look(text)).toEqual(there);
    expect((await put(text, there)).result).toBe('unchanged');

    const second = await put('with\0NUL\n', there, '0600');
    expect(second).toMatchObject({ result: 'installed', wrote: { mode: '0600' } });
    expect(readFileSync(path, 'utf8')).toBe('with\0NUL\n');
    expect(readFileSync(second.kept ?? '', 'utf8') === text, 'the old file').toBe(true);
    expect(readdirSync(own)).toEqual(['x y.conf']);
  });
  it('what changed meanwhile is refused', async () => {
    const before = await look();
    writeFileSync(path, 'theirs\n');
    expect(await put('ours\n', before)).toMatchObject({ result: 'refused' });
    expect(readFileSync(path, 'utf8')).toBe('theirs\n');
  });
  /** The host, where `script` runs after the first call of `tool` for an argument with the given word in it: its last argument is `$last`. */
  const meddled = (tool: string, word: string, script: string): Connection => {
    const tools = join(own, `${tool}-tools`);
    mkdirSync(tools);
    const lines = [
      '#!/bin/sh',
      'PATH=${PATH#*:}',
      `${tool} "$@" || exit`,
      'for last do :; done',
      `case $last in *${word}*) if mkdir "$0.done" 2>/dev/null; then ${script}; fi;; esac`,
    ];
    writeFileSync(join(tools, tool), `${lines.join('\n')}\n`, { mode: 0o755 });
    return connectionOf(shell, { PATH: `${tools}:${process.env['PATH']}` });
  };
  const temporary = () => readdirSync(own).filter((name) => name.startsWith('.'));
  it('what comes to the place of a new file while that is written is not replaced', async () => {
    rmSync(path);
    const none = await look();
    const host = meddled('sync', '.opsbook-', `echo theirs >'${path}'`);
    expect(await put('ours\n', none, undefined, host)).toMatchObject({ result: 'refused' });
    expect(readFileSync(path, 'utf8')).toBe('theirs\n');
    expect(temporary()).toEqual([]);
  });
  it('a new file is not begun where the name of its folder leads by then', async () => {
    rmSync(path);
    const none = await look();
    const away = join(own, 'away');
    mkdirSync(away);
    utimesSync(away, 1e9, 1e9);
    const host = meddled('mkdir', '.opsbook-', `rmdir -- "$last" && ln -s '${away}' "$last"`);
    expect(await put('ours\n', none, undefined, host)).toMatchObject({ result: 'installed' });
    expect(statSync(away).mtimeMs).toBe(1e12);
    expect(existsSync(join(own, 'mkdir-tools/mkdir.done'))).toBe(true);
    expect([temporary(), readFileSync(path, 'utf8')]).toEqual([[], 'ours\n']);
  });
  it.each([
    ['hears a disk that cannot', 'echo "sync: error syncing \'x\': Input/output error" >&2; exit 1', 'failed', /: Input\/output error/],
    ['hears one that says so once', 'mkdir "$0.done" 2>/dev/null && exit 1', 'failed', /the disk did not take it/],
    ['sees through a sync that takes no path', 'echo "Usage: sync" >&2; exit 1', 'installed', undefined],
  ])('an install %s', async (what, line, result, message) => {
    const programs = join(folder, shell.join('-') + what.replaceAll(' ', '-'));
    mkdirSync(programs);
    writeFileSync(join(programs, 'sync'), `#!/bin/sh\n[ $# = 0 ] || { ${line}; }\nexit 0\n`, { mode: 0o755 });
    const before = await look();
    const end = await put(`ours, ${what}\n`, before, undefined, connectionOf(shell, { PATH: `${programs}:${process.env['PATH']}` }));
    expect(end).toMatchObject({ result });
    if (message !== undefined) expect(end.message).toMatch(message);
    expect(readFileSync(path, 'utf8') === `ours, ${what}\n`).toBe(result === 'installed');
    expect(readdirSync(own).filter((name) => name.startsWith('.'))).toEqual([]);
  });
  it('a TMOUT that the host sets for its users ends nothing before its time', async () => {
    const timed = connectionOf(shell, { TMOUT: '1' });
    for (const own of [true, false]) {
      const running = timed.run({
        interpreter: 'sh',
        strict: true,
        script: 'sleep 2',
        environment: {},
        sudo: false,
        own,
        timeout: 60_000,
        grace: 500,
      });
      running.stdout.resume();
      running.stderr.resume();
      expect(await running.end).toMatchObject({ kind: 'exit', code: 0 });
    }
  });
});
