import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TakeTerminal } from '../../../client/src/run/terminal.ts';
import { opsbook } from '../../host/cli/opsbook.ts';
import { check, draftOf as draftOfLocal, file, step } from '../../host/run/draft.ts';
import { planAndRun, type Ran } from '../../host/run/run-draft.ts';
import { debianPackage } from '../debian-package.ts';
import { fleetPassword } from '../fleet-password.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { fleetPool } from './fleet-pool.ts';

// The sentence on running of the format, on real hosts: values, login shells, output, endings, terminals.
let fleet: Fleet;
let folder: string;
beforeAll(async () => {
  const layers = await Promise.all(['mksh', 'busybox-static'].map(debianPackage));
  fleet = await startFleet({ hosts: 2, mode: 'ns', sudo: 'password', layers });
  for (const { name } of fleet.hosts) await fleet.exec(name, 'ln -s "$(command -v busybox)" /usr/local/bin/ash');
  folder = mkdtempSync(join(tmpdir(), 'opsbook-running-'));
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const both = { targets: ['h1', 'h2'] };
const one = { targets: ['h1'] };
const run = async (blocks: readonly ReturnType<typeof step>[], more: { readonly terminal?: TakeTerminal } = {}): Promise<Ran> => {
  const answer = async (question: { readonly kind: string }) => (question.kind === 'password' ? fleetPassword : undefined);
  const connections = fleetPool(fleet, answer);
  try {
    return await planAndRun(draftOfLocal(blocks, { batches: [['h1', 'h2']], maxFailures: '100%' }), { connections, answer, ...more });
  } finally {
    await connections.close();
  }
};
const shell = async (command: string): Promise<string> => (await fleet.exec('h1', command)).stdout;
const left = (): Promise<string> => shell('ps -A -o args= | grep "^sleep 60[0-9]"; ls -d /dev/shm/opsbook-* /tmp/opsbook-* 2>/dev/null');

describe('values', () => {
  it('of every kind go from step to step of a host, by export, OPSBOOK_OUTPUT, capture and folder', async () => {
    const strange = `it's "quoted" $HOME \\ \`id\` 😀\u{1F469}‍💻 é\ttab * ? ; & | > % {} ~`;
    const give = `
export GIVEN=${JSON.stringify(strange).replaceAll('$', '\\$').replaceAll('`', '\\`').replaceAll('\\\\', '\\\\\\\\')}"
second line
"
export BIG="$(head -c 100000 /dev/zero | tr '\\0' b)"
{ echo "ME=$OPSBOOK_HOST"; echo 'LINES<<END'; echo one; echo ' two '; echo END; printf 'LONG=%s\\n' "$(head -c 100000 /dev/zero | tr '\\0' l)"; } >> "$OPSBOOK_OUTPUT"
mkdir -p "/tmp/a folder's 😀"; cd "/tmp/a folder's 😀"
printf 'caught 😀\\n\\n'`;
    const take = 'printf "%s|" "$ME" "$LINES" "$CAUGHT" "$PWD" "${#BIG}" "${#LONG}"; printf "%s" "$GIVEN" | tail -n 2';
    const { outcomes, output, messages } = await run([
      step('give', give, { ...both, script: { interpreter: 'bash', capture: 'CAUGHT' } }),
      step('take', take, { ...both, parallel: 1 }),
    ]);
    expect([outcomes, messages]).toEqual([{ 'give@h1': 'ok', 'give@h2': 'ok', 'take@h1': 'ok', 'take@h2': 'ok' }, {}]);
    for (const host of ['h1', 'h2']) expect(output['take']).toContain(`${host}|one\n two |caught 😀|/tmp/a folder's 😀|100000|100000|`);
    expect(output['take']).toContain('second line\n');
    expect(output['take']).toContain('😀\u{1F469}‍💻 é');
  });
});

describe('what a step left', () => {
  it('is looked for by a program only where there can be something', async () => {
    // The account's PATH begins there.
    await shell(
      'printf \'#!/bin/sh\\necho looked >>/tmp/looked; exec /bin/grep "$@"\\n\' >/usr/local/bin/grep; chmod 755 /usr/local/bin/grep',
    );
    try {
      const quiet = await run([step('quiet', 'sleep 0.5', one)]);
      expect([quiet.outcomes, await shell('cat /tmp/looked 2>/dev/null')]).toEqual([{ 'quiet@h1': 'ok' }, '']);
      const daemon = await run([step('daemon', 'setsid sleep 605 </dev/null >/dev/null 2>&1 &', one)]);
      expect(daemon.outcomes).toEqual({ 'daemon@h1': 'ok' });
      expect(JSON.stringify(daemon.events)).toMatch(/it left a process running: \d+ (?:sleep|setsid)/);
      expect(await shell('cat /tmp/looked')).toContain('looked');
    } finally {
      await shell(
        'rm -f /usr/local/bin/grep /tmp/looked; for p in $(ps -A -o pid=,args= | sed -n "s/^ *\\([0-9]*\\) sleep 605/\\1/p"); do kill "$p"; done',
      );
    }
  });
});

describe('a host with thousands of processes', () => {
  it('ends a step within its grace: to look for what belongs to it takes little', async () => {
    await shell(
      'mkfifo /run/held; (trap "" HUP; i=0; while [ $i -lt 3000 ]; do (read x </run/held) & i=$((i + 1)); done; wait) >/dev/null 2>&1 </dev/null &',
    );
    try {
      await expect.poll(async () => Number(await shell('ls -d /proc/[0-9]* | wc -l')), { timeout: 60_000 }).toBeGreaterThan(3000);
      // It tells when it hears TERM, and how long it goes on then; the clock is the one that counts since boot. Its naps hear TERM, too.
      const script = `up() { read -r u x </proc/uptime; echo "$1 $u" >>/tmp/lived; }
trap 'up term' TERM; trap '' INT; setsid sh -c 'exec sleep 601' &
while :; do sleep 0.1 || :; up on; done`;
      const { outcomes } = await run([step('late', script, { ...one, timeout: 1000, grace: 2000 })]);
      expect(outcomes).toEqual({ 'late@h1': 'timed-out' });
      const lived = (await shell('cat /tmp/lived')).trim().split('\n');
      const told = lived.find((line) => line.startsWith('term'))?.split(' ')[1];
      const [, last] = lived.at(-1)?.split(' ') ?? [];
      expect(Number(last) - Number(told)).toBeGreaterThan(1.5);
      // With a look at each process by the shell itself it was a quarter of a minute, and the other side had to end it.
      expect(Number(last) - Number(told)).toBeLessThan(10);
      expect(await left()).toBe('');
      const daemon = await run([step('daemon', 'setsid sleep 604 </dev/null >/dev/null 2>&1 &', one)]);
      expect(daemon.outcomes).toEqual({ 'daemon@h1': 'ok' });
      expect(JSON.stringify(daemon.events).match(/it left a process running: [^"]*/g)).toEqual([expect.stringMatching(/: \d+ sleep$/)]);
    } finally {
      await shell(
        'exec 3<>/run/held; for p in $(ps -A -o pid=,args= | sed -n "s/^ *\\([0-9]*\\) sleep 604/\\1/p"); do kill "$p"; done; i=0; while [ $i -lt 3000 ]; do echo; i=$((i + 1)); done >&3; while [ "$(ls -d /proc/[0-9]* | wc -l)" -gt 1000 ]; do sleep 0.1; done; rm -f /run/held /tmp/lived',
      );
    }
  }, 180_000);
});

describe('a login shell', () => {
  it.each(['/usr/bin/fish', '/usr/bin/tcsh', '/usr/bin/zsh', '/usr/bin/ksh93', '/usr/bin/mksh', '/usr/local/bin/ash', '/bin/bash'])(
    '%s is no matter, also to sudo and a terminal',
    async (path) => {
      expect(await shell(`ls ${path}`)).toBe(`${path}\n`);
      await shell(`usermod -s ${path} ops`);
      try {
        const { outcomes, output } = await run(
          [
            step('first', 'export A="b c"; cd /etc; echo err >&2; echo out', one),
            step('second', 'echo "$A $PWD"', one),
            step('root', 'id -un', { ...one, sudo: true }),
            step('seen', 'test -t 0 && id -un', { ...one, sudo: true, script: { interactive: true } }),
          ],
          {
            terminal: async () => ({
              size: { rows: 24, columns: 80 },
              type: 'xterm',
              begin: () => {},
              show: async () => {},
              leave: () => {},
            }),
          },
        );
        expect(outcomes).toEqual({ 'first@h1': 'ok', 'second@h1': 'ok', 'root@h1': 'ok', 'seen@h1': 'ok' });
        expect(output).toEqual({ first: 'out\n', second: 'b c /etc\n', root: 'root\n', seen: 'root\r\n' });
      } finally {
        await shell('usermod -s /bin/sh ops');
      }
    },
  );

  it.each([
    ['/usr/bin/rbash', /restricted one: it refused/],
    ['/usr/sbin/nologin', /no login shell \(nologin\)/],
    ['/bin/false', /without a word; expected a shell .*\/bin\/false/],
  ])('%s is refused, and told from the others', async (path, words) => {
    await shell(`usermod -s ${path} ops`);
    try {
      const { outcomes, messages } = await run([step('step', 'true', one)]);
      expect(outcomes).toEqual({ 'step@h1': 'refused' });
      expect(messages['step@h1']).toMatch(words);
    } finally {
      await shell('usermod -s /bin/sh ops');
    }
  });
});

describe('a host whose /bin/sh is', () => {
  // What dash, the machine's own, and its tools do is what all other tests are about.
  it.each([
    ['ksh93', '/usr/bin/ksh93'],
    ['mksh', '/usr/bin/mksh'],
    ['bash', '/bin/bash'],
    ['zsh', '/usr/bin/zsh'],
    ['busybox', '/usr/bin/busybox'],
    ['busybox, as all tools are', '/usr/bin/busybox'],
  ])('%s runs, installs and ends as any other', async (name, path) => {
    const tools = name.endsWith('tools are');
    await shell(`mount --bind ${path} /bin/sh`);
    // The login's PATH begins there.
    if (tools)
      await shell(
        'for x in $(busybox --list); do case $x in busybox|sh|ash|su|login|mount|umount) ;; *) ln -s /usr/bin/busybox /usr/local/bin/$x;; esac; done',
      );
    try {
      const root = { ...one, sudo: true };
      const { outcomes, output, messages, events } = await run([
        step('first', 'export A="b  c"; cd /etc; echo GIVEN=5 >> "$OPSBOOK_OUTPUT"; echo err >&2; echo out', one),
        step('second', 'echo "$A $GIVEN $PWD"', one),
        step('root', 'id -un; exit 3', { ...root, continueOnFailure: true }),
        step('signal', 'kill -INT $$', { ...one, continueOnFailure: true }),
        step('strict', 'false; echo beyond', { ...one, script: { strict: true }, continueOnFailure: true }),
        file('put', '/etc/put.conf', 'new\n', { ...root, install: { mode: '640' } }),
        step('late', 'trap "" TERM INT; setsid sleep 601 & sleep 602 | cat; sleep 603', {
          ...root,
          timeout: 1000,
          grace: 300,
          continueOnFailure: true,
        }),
        step('daemon', 'setsid sleep 604 </dev/null >/dev/null 2>&1 &', one),
        step('long', 'setsid sh -c "echo on; sleep 1; echo still" ; exit 4', {
          ...root,
          attributes: { detach: 'true' },
          continueOnFailure: true,
        }),
      ]);
      expect([outcomes, messages]).toEqual([
        {
          'first@h1': 'ok',
          'second@h1': 'ok',
          'root@h1': 'failed',
          'signal@h1': 'failed',
          'strict@h1': 'failed',
          'put@h1': 'ok',
          'late@h1': 'timed-out',
          'daemon@h1': 'ok',
          'long@h1': 'failed',
        },
        {
          'root@h1': 'exit status 3',
          'signal@h1': 'it was ended by SIGINT',
          'strict@h1': 'exit status 1',
          'late@h1': 'it was ended after 1 s',
          'long@h1': 'exit status 4',
        },
      ]);
      expect(output).toMatchObject({ second: 'b  c 5 /etc\n', root: 'root\n', long: 'on\nstill\n' });
      expect(await shell('cat /etc/put.conf; stat -c "%a %U" /etc/put.conf')).toBe('new\n640 root\n');
      expect(JSON.stringify(events)).toMatch(/it left a process running: \d+ (?:sleep|setsid)/);
    } finally {
      if (tools) await shell('cd /usr/local/bin; for x in *; do [ "$(readlink $x)" != /usr/bin/busybox ] || [ $x = ash ] || rm $x; done');
      await shell(
        'umount /bin/sh; rm /etc/put.conf; for p in $(ps -A -o pid=,args= | sed -n "s/^ *\\([0-9]*\\) sleep 604/\\1/p"); do kill "$p"; done',
      );
    }
    expect(await left()).toBe('');
  });
});

describe('what a step gives', () => {
  it('is told apart: status, signal, expectation, retries, capture', async () => {
    const { outcomes, messages, events } = await run([
      step('status', 'exit 42', { ...one, continueOnFailure: true }),
      step('signal', 'kill -TERM $$', { ...one, continueOnFailure: true }),
      step('wanted', 'exit 3', { ...one, script: { expect: { codes: [0, 3] } } }),
      step('pattern', 'echo ready 7', { ...one, script: { expect: { pattern: '^ready \\d+$' } } }),
      step('lines', 'printf "\\033[1ma\\033[0m \\nanything\\nb\\n"', { ...one, script: { expectOutput: 'a\n...\nb' } }),
      step('other', 'echo not it', { ...one, continueOnFailure: true, script: { expectOutput: 'it' } }),
      step('again', 'echo x >> /tmp/tries; test "$(wc -l < /tmp/tries)" -ge 3', { ...one, retries: 5, retryDelay: 50 }),
      check('look', 'test "$(wc -l < /tmp/tries)" -eq 3', one),
    ]);
    expect(outcomes).toEqual({
      'status@h1': 'failed',
      'signal@h1': 'failed',
      'wanted@h1': 'ok',
      'pattern@h1': 'ok',
      'lines@h1': 'ok',
      'other@h1': 'unexpected',
      'again@h1': 'ok',
      'look@h1': 'ok',
    });
    expect([messages['status@h1'], messages['signal@h1']]).toEqual(['exit status 42', 'it was ended by SIGTERM']);
    expect(events).toContainEqual(expect.objectContaining({ type: 'block-ended', block: 'status', exit: 42 }));
    expect(events).toContainEqual(expect.objectContaining({ type: 'block-ended', block: 'signal', signal: 'SIGTERM' }));
  });

  it('binary output and terminal escapes do no harm where they are shown', async () => {
    const book = join(folder, 'escapes.md');
    writeFileSync(
      book,
      "---\nrunbook:\n  hosts: h1\n---\n\n```sh {name=step}\nprintf '\\033]0;owned\\007\\033[2J\\033[31mred\\033[0m \\233\\rover\\b\\n'\nhead -c 4096 /dev/urandom\nprintf '\\000\\377\\nlast\\n'\n```\n",
    );
    const { status, stdout } = await opsbook(['run', '--yes', '--ssh-config', fleet.sshConfig, book], {
      cwd: folder,
      env: { XDG_STATE_HOME: folder },
    });
    expect(status).toBe(0);
    expect(stdout).toContain('red');
    expect(stdout).toContain('| last\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
    expect(stdout).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
  });
});

describe('a terminal', () => {
  /** Somebody at a terminal, who types `line` when `word` is shown. */
  const sitter = (word: string, act: (terminal: Parameters<TakeTerminal>[0]) => void): { take: TakeTerminal; seen: () => string } => {
    let seen = '';
    let done = false;
    return {
      seen: () => seen,
      take: async (terminal) => ({
        size: { rows: 30, columns: 100 },
        type: 'xterm-256color',
        begin: () => {},
        show: async (text) => {
          seen += text;
          if (done || !seen.includes(word)) return;
          done = true;
          act(terminal);
        },
        leave: () => {},
      }),
    };
  };

  it('of a step as root, by a password, has size and keys, and gives values on', async () => {
    const { take, seen } = sitter('? ', (terminal) => {
      terminal.resize({ rows: 11, columns: 22 });
      terminal.keys('yes\r');
    });
    const { outcomes, output } = await run(
      [
        step(
          'ask',
          'id -un; stty size; printf "sure? "; read -r answer; export answer; until [ "$(stty size)" = "11 22" ]; do sleep 0.05; done; echo "$answer"',
          {
            ...one,
            sudo: true,
            script: { interactive: true },
          },
        ),
        step('later', 'echo "$answer"', { ...one, sudo: true }),
      ],
      { terminal: take },
    );
    expect(outcomes).toEqual({ 'ask@h1': 'ok', 'later@h1': 'ok' });
    expect(seen()).toBe('root\r\n30 100\r\nsure? yes\r\nyes\r\n');
    expect(output).toEqual({ ask: seen(), later: 'yes\n' });
  });

  it('that is closed by hand, or whose connection goes, leaves nothing of its step', async () => {
    const script = 'trap "" HUP INT TERM; setsid sleep 601 & (sleep 602 &); echo ready; while :; do sleep 603; done';
    const block = () => step('ask', script, { ...one, sudo: true, script: { interactive: true } });
    const closed = sitter('ready', (terminal) => terminal.hangUp());
    expect((await run([block()], { terminal: closed.take })).outcomes).toEqual({ 'ask@h1': 'cancelled' });
    await expect.poll(left, { timeout: 10_000 }).toBe('');
    const cut = sitter('ready', () => {
      void fleet.exec('h1', "for p in /proc/[0-9]*; do grep -q 'sshd: ops' $p/cmdline 2>/dev/null && kill -KILL ${p#/proc/}; done");
    });
    expect((await run([block()], { terminal: cut.take })).outcomes).toEqual({ 'ask@h1': 'lost' });
    await expect.poll(left, { timeout: 10_000 }).toBe('');
  });

  it('that nobody sits at refuses the run before anything is done', () => {
    const book = join(folder, 'terminal.md');
    writeFileSync(book, '---\nrunbook:\n  hosts: h1\n---\n\n```sh {name=step interactive=true}\ntouch /tmp/interactive-ran\n```\n');
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(process.cwd(), 'dist/opsbook.cjs'), 'run', '--yes', '--ssh-config', fleet.sshConfig, book],
      {
        encoding: 'utf8',
        env: { ...process.env, XDG_STATE_HOME: folder },
        input: '',
      },
    );
    expect([status, stderr]).toEqual([2, expect.stringContaining('`step` is `interactive` and needs a terminal; standard input is none')]);
  });
});
