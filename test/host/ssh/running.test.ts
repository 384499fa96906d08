import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asking, Connection, StepRequest } from '../../../client/src/ssh/connection.ts';
import { openLocalConnection } from '../../../client/src/ssh/local-connection.ts';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, mayMakeAccounts, type RealSshd, startSshd } from './real-sshd.ts';
import { runToEnd, step } from './run-to-end.ts';

const nobody: Asking = { hostKey: async () => false, secret: async () => undefined };

let sshd: RealSshd | undefined;
const connections = new Map<string, Connection>();
beforeAll(async () => {
  connections.set('local', openLocalConnection(nobody));
  if (!hasSshd()) return;
  sshd = await startSshd(mayMakeAccounts() ? { sudo: 'nopasswd' } : {});
  connections.set('ssh', await openConnection(sshd.details(), nobody));
});
afterAll(async () => {
  for (const each of connections.values()) await each.close();
  await sshd?.stop();
});

describe.each(hasSshd() ? ['local', 'ssh'] : ['local'])('a step over %s', (way) => {
  const run = (script: string, more: Partial<StepRequest> = {}) => runToEnd(connections.get(way) as Connection, script, more);

  it.each(['sh', 'dash', 'bash', 'zsh', 'ksh'])('runs a script of %s: output apart, exit status, empty input', async (interpreter) => {
    const found = await run('echo out; echo err >&2; read x || echo "no input"; cat; exit 7', { interpreter });
    expect(found).toMatchObject({ stdout: 'out\nno input\n', stderr: 'err\n', end: { kind: 'exit', code: 7 } });
  });

  it.each([
    ['sh', 'false; echo on', '', 1],
    ['dash', 'false; echo on', '', 1],
    ['dash', 'false | true; echo on', 'on\n', 0],
    ['bash', 'false | true; echo on', '', 1],
    ['zsh', 'false | true; echo on', '', 1],
    ['ksh', 'false | true; echo on', '', 1],
  ])('ends %s at the first failure: %s', async (interpreter, script, stdout, code) => {
    expect(await run(script, { interpreter })).toMatchObject({ stdout, end: { kind: 'exit', code } });
    expect(await run(script, { interpreter, strict: false })).toMatchObject({ stdout: 'on\n', end: { kind: 'exit', code: 0 } });
  });

  it('keeps every byte of values and scripts', async () => {
    const all = Array.from({ length: 255 }, (_, index) => String.fromCodePoint(index + 1)).join('');
    const environment = {
      QUOTES: `a'b"c\`d\\e$HOME $(id) \${x}`,
      BREAKS: '\n\none\r\ntwo\t\n\n',
      EMOJI: '👩‍👩‍👧‍👦 größer 日本',
      LARGE: 'x'.repeat(100_000),
      ALL: all,
      EMPTY: '',
    };
    const script = `${Object.keys(environment)
      .map((name) => `printf '%s\\0' "$${name}"`)
      .join('\n')}\nprintf '%s' '${all.replaceAll("'", "'\\''")}'\n`;
    for (const interpreter of ['sh', 'bash', 'zsh']) {
      const { stdout, stderr, end } = await run(script, { environment, interpreter });
      expect(end, stderr).toMatchObject({ kind: 'exit', code: 0 });
      expect(stdout.split('\0')).toEqual([...Object.values(environment), all]);
    }
  });

  it('shows no value on any command line', async () => {
    const { stdout } = await run('cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" "\\n" | grep -c "planted-[s]ecret" || true', {
      environment: { SECRET: 'planted-secret' },
    });
    expect(stdout.trim()).toBe('0');
  });

  it.each([
    ['python3', 'import os,sys\nprint(os.environ["A"], repr(sys.stdin.read()))\nsys.exit(4)', "x y ''\n", 4],
    ['perl', 'print "$ENV{A}\\n"; exit 4', 'x y\n', 4],
    ['node', 'console.log(process.env.A); process.exitCode = 4', 'x y\n', 4],
    ['js', 'console.log(process.env.A)', 'x y\n', 0],
    ['fish', 'echo $A; exit 4', 'x y\n', 4],
  ])('runs %s', async (interpreter, script, stdout, code) => {
    expect(await run(script, { interpreter, environment: { A: 'x y' } })).toMatchObject({ stdout, end: { kind: 'exit', code } });
  });

  it('runs a script of 3 MB', async () => {
    const { stdout, end } = await run(`${'# a line that says nothing\n'.repeat(110_000)}echo done`);
    expect([stdout, end.kind]).toEqual(['done\n', 'exit']);
  });

  it('passes binary output through', async () => {
    const running = (connections.get(way) as Connection).run(step("printf '\\000\\377\\036\\001'; head -c 300000 /dev/zero"));
    running.stderr.resume();
    const parts: Buffer[] = [];
    for await (const part of running.stdout) parts.push(part as Buffer);
    const all = Buffer.concat(parts);
    expect([all.length, ...all.subarray(0, 5)]).toEqual([300_004, 0, 255, 30, 1, 0]);
  });

  it('reads what the step writes to OPSBOOK_OUTPUT', async () => {
    const { end } = await run(
      '{ echo A=1; echo "B<<END"; echo "x  y"; echo; echo END; echo PATH=/evil; echo LD_PRELOAD=x; echo "no pair"; echo C=ü=; } >>"$OPSBOOK_OUTPUT"; echo "D=d" >>"$RUNBOOK_OUTPUT"',
    );
    expect(end).toMatchObject({ kind: 'exit', output: { A: '1', B: 'x  y\n', C: 'ü=', D: 'd' } });
    expect(end.kind === 'exit' && end.outputProblems).toHaveLength(3);
    const python = await run('import os\nopen(os.environ["OPSBOOK_OUTPUT"],"a").write("V=" + "x" * 100000)\n', { interpreter: 'python3' });
    expect(python.end).toMatchObject({ output: { V: 'x'.repeat(100_000) } });
  });

  it.each(['sh', 'dash', 'bash', 'zsh', 'ksh'])('tells what %s left of environment and folder', async (interpreter) => {
    const value = 'it\'s\n"two" lines $x 😀';
    const { end } = await run('cd /usr; export NEW="$V"; unset GONE; export PLAIN=1; not_exported=1; exit 3', {
      interpreter,
      environment: { V: value, GONE: 'x' },
    });
    const { state } = end as { state: { cwd: string; began: Record<string, string>; ended: Record<string, string> } };
    expect(state.cwd).toBe('/usr');
    expect([state.began['GONE'], state.ended['GONE'], state.ended['NEW'], state.ended['PLAIN'], state.ended['not_exported']]).toEqual([
      'x',
      undefined,
      value,
      '1',
      undefined,
    ]);
    expect(Object.keys(state.ended)).not.toContain('A__z');
    const failed = await run('export LATE=1; false; export NEVER=1', { interpreter });
    expect(failed.end).toMatchObject({ code: 1, state: { ended: { LATE: '1' } } });
    const next = await run('echo "$PWD ${GONE-gone}"', { interpreter, cwd: '/usr', unset: ['HOME', 'GONE'] });
    expect(next.stdout).toBe('/usr gone\n');
  });

  it('sets PATH, LC_ALL and a mark of its own for each step', async () => {
    const script = 'echo "$PATH"; echo "$LC_ALL"; echo "$OPSBOOK_MARK"';
    const [one, two] = [await run(script), await run(script)];
    const [path, locale, mark] = one.stdout.split('\n');
    expect(path?.split(':')).toEqual(expect.arrayContaining(['/usr/local/sbin', '/usr/sbin', '/sbin']));
    expect(locale).toBe('C.UTF-8');
    expect(mark).toMatch(/^[0-9a-f]{32}$/);
    expect(two.stdout.split('\n')[2]).not.toBe(mark);
  });

  it('tells signals from exit statuses', async () => {
    for (const interpreter of ['sh', 'dash', 'bash', 'zsh']) {
      expect((await run('kill -TERM $$; sleep 9', { interpreter })).end, interpreter).toEqual({ kind: 'signal', signal: 'SIGTERM' });
      expect((await run('kill -KILL $$; sleep 9', { interpreter })).end, interpreter).toEqual({ kind: 'signal', signal: 'SIGKILL' });
      expect((await run('exit 143', { interpreter })).end, interpreter).toMatchObject({ kind: 'exit', code: 143 });
    }
    expect((await run('import os\nos.kill(os.getpid(), 9)', { interpreter: 'python3' })).end).toEqual({
      kind: 'signal',
      signal: 'SIGKILL',
    });
  });

  it('outlives a step that signals its parent', async () => {
    expect(await run('kill -HUP $PPID; kill -TERM $PPID; kill -INT $PPID; echo on')).toMatchObject({
      stdout: 'on\n',
      end: { kind: 'exit', code: 0 },
    });
  });

  it('says why a step cannot begin', async () => {
    expect((await run('x', { interpreter: 'no-such-thing' })).end).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('the interpreter `no-such-thing` was not found in PATH'),
    });
    expect((await run('x', { cwd: '/no/such' })).end).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('the folder `/no/such` cannot be entered'),
    });
    for (const more of [
      { environment: { 'a-b': '1' } },
      { environment: { UID: '1' } },
      { environment: { A: 'x'.repeat(140_000) } },
      { environment: { A: '\0' } },
      { script: '\0' },
      { sudo: '-u' },
    ]) {
      expect((await run('x', more)).end.kind, JSON.stringify(more).slice(0, 60)).toBe('refused');
    }
  });

  it('ends with the script, and names what that left running', async () => {
    const { end, stdout } = await run('sleep 30 & echo $!');
    expect(end).toMatchObject({ kind: 'exit', code: 0, left: [`${stdout.trim()} sleep`] });
    expect(existsSync(`/proc/${stdout.trim()}`)).toBe(true);
    process.kill(Number(stdout.trim()), 'SIGKILL');
  });

  it('holds a step back whose output nobody reads, and keeps its own words apart from it', async () => {
    const running = (connections.get(way) as Connection).run(
      step('head -c 100000000 /dev/zero | tr "\\0" x; printf "%s" "$OPSBOOK_MARK" >&2'),
    );
    running.stderr.resume();
    await new Promise((resolve) => setTimeout(resolve, 700));
    const before = running.stdout.readableLength;
    expect(before).toBeLessThan(1_000_000);
    let length = 0;
    for await (const part of running.stdout) length += (part as Buffer).length;
    expect(length).toBe(100_000_000);
    expect((await running.end).kind).toBe('exit');
  });

  it('leaves no folder behind', async () => {
    const { stdout } = await run('echo "${OPSBOOK_OUTPUT%/*}"');
    expect(stdout).toMatch(/^\/.*opsbook-[0-9a-f]{32}\n$/);
    expect(existsSync(stdout.trim())).toBe(false);
  });

  it.runIf(mayMakeAccounts())('becomes root or another by sudo without a password', async () => {
    expect((await run('id -un; echo "$A"; exit 3', { sudo: true, environment: { A: 'b c' } })).stdout).toBe('root\nb c\n');
    expect(await run('id -un; exit 3', { sudo: 'nobody' })).toMatchObject({ stdout: 'nobody\n', end: { kind: 'exit', code: 3 } });
    expect((await run('kill -KILL $$', { sudo: 'nobody' })).end).toEqual({ kind: 'signal', signal: 'SIGKILL' });
    expect((await run('x', { sudo: 'no-such-account' })).end).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('no-such-account'),
    });
  });
});

describe('memory', () => {
  it('stays flat while a step prints without end', async () => {
    const local = connections.get('local') as Connection;
    const running = local.run(step('yes "a line that is printed for ever"'));
    running.stderr.resume();
    let length = 0;
    let peak = 0;
    global.gc?.();
    const before = process.memoryUsage().rss;
    for await (const part of running.stdout) {
      length += (part as Buffer).length;
      if (length > 400_000_000) break;
      peak = Math.max(peak, process.memoryUsage.rss() - before);
    }
    await running.cancel();
    expect((await running.end).kind).toBe('cancelled');
    expect(peak).toBeLessThan(150_000_000);
  });
});

describe('a client that is killed', () => {
  it('takes its local step along', async () => {
    const { build } = await import('esbuild');
    const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-client-'));
    try {
      const source = new URL('../../../client/src/ssh/local-connection.ts', import.meta.url).pathname;
      writeFileSync(
        join(folder, 'main.ts'),
        `import { openLocalConnection } from ${JSON.stringify(source)};
const step = openLocalConnection({ hostKey: async () => false, secret: async () => undefined }).run({ interpreter: 'sh', strict: true, script: 'setsid sleep 61.7 & echo $!; wait', environment: {}, sudo: false, timeout: 0, grace: 300 });
step.stdout.on('data', (part) => console.log(String(part)));
step.stderr.resume();`,
      );
      await build({
        entryPoints: [join(folder, 'main.ts')],
        bundle: true,
        platform: 'node',
        format: 'cjs',
        outfile: join(folder, 'main.cjs'),
        logLevel: 'error',
      });
      const child = spawn(process.execPath, [join(folder, 'main.cjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
      const pid = await new Promise<number>((resolve) => child.stdout.once('data', (part) => resolve(Number(String(part)))));
      expect(existsSync(`/proc/${pid}`)).toBe(true);
      child.kill('SIGKILL');
      for (let time = 0; time < 100 && existsSync(`/proc/${pid}`); time++) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(existsSync(`/proc/${pid}`)).toBe(false);
      const folderLeft = (): boolean =>
        readdirSync('/dev/shm').some(
          (each) =>
            each.startsWith('opsbook-') &&
            existsSync(`/dev/shm/${each}/step`) &&
            readFileSync(`/dev/shm/${each}/step`, 'utf8').includes('61.7'),
        );
      for (let time = 0; time < 100 && folderLeft(); time++) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(folderLeft()).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
