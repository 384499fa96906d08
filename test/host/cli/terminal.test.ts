import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RunEvent } from '../../../client/src/run/events.ts';
import { processes } from '../../fleet/processes.ts';
import { callAtTerminal } from './at-terminal.ts';
import { asksForPassword } from './asks-for-password.ts';
import { opsbook } from './opsbook.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-terminal-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const book = (name: string, script: string, info = 'interactive=true'): string => {
  const path = join(folder, `${name}.md`);
  writeFileSync(
    path,
    `---\nrunbook:\n  hosts: local\n  inputs:\n    token: { secret: true }\n---\n\n\`\`\`sh {name=ask ${info}}\n${script}\n\`\`\`\n\n\`\`\`sh {name=after}\necho after > ${folder}/${name}.after\n\`\`\`\n`,
  );
  return path;
};
/** A runbook with an input that nobody gave. */
const asksInput = (): string => {
  const path = join(folder, 'input.md');
  writeFileSync(path, '---\nrunbook:\n  hosts: local\n  inputs:\n    name: {}\n---\n\n```sh\necho "$name"\n```\n');
  return path;
};
const eventsOf = (state: string): RunEvent[] => {
  const runs = join(state, 'opsbook', 'runs');
  const [run = ''] = readdirSync(runs);
  return readFileSync(join(runs, run, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
};

/** How opsbook is started: `by` another program, and with what `after` it on the same terminal. */
interface Started {
  readonly by?: readonly string[];
  readonly after?: string;
}

/** Calls opsbook at a terminal of its own, with a state folder of its own. */
async function atTerminal(args: readonly string[], name: string, started: Started = {}) {
  const state = join(folder, `${name}.state`);
  const screen = await callAtTerminal(args, {
    cwd: folder,
    env: { NO_COLOR: '1', XDG_STATE_HOME: state, OPSBOOK_INPUT_token: 'sesame-open' },
    ...started,
  });
  return { ...screen, state };
}

it('says of a question which block it is about, and where it runs', async () => {
  const screen = await atTerminal(['run', '--yes', book('asks', 'true', 'confirm=true')], 'asks');
  await screen.until('Run `ask` (on local) [y/N] ');
  screen.type('y\r');
  expect(await screen.exited).toEqual({ code: 0 });
  const named = await atTerminal(['run', '--yes', book('named', 'true', 'confirm="Go on?"')], 'named');
  await named.until('Go on? (`ask` on local) [y/N] ');
  named.type('n\r');
  expect(await named.exited).toEqual({ code: 1 });
});

it('lends its terminal to a step: keys, sizes, and what it prints as it comes', async () => {
  const script =
    'stty size; printf "\\033[?1049h\\033[?25lname? "; read -r name; echo "hello $name, $token"; stty -echo; read -r line; echo "got $line"; until [ "$(stty size)" = "30 101" ]; do sleep 0.05; done; stty size; false';
  const path = book('lends', script, 'interactive=true on-failure=continue');
  const screen = await atTerminal(['run', '--yes', path], 'lends');
  await screen.until('25 90\r\n\x1b[?1049h\x1b[?25lname? ');
  screen.type('Zoë ~.\r');
  await screen.until('hello Zoë ~., ********\r\n');
  screen.type('~?');
  await screen.until('~.  cancels the run\r\n');
  screen.resize?.({ rows: 30, columns: 101 });
  screen.type('~~x\r');
  const seen = await screen.until('failed ask');
  expect(seen).toMatch(/got ~x\r\n30 101\r\n/);
  // What the program left switched on is switched off, and nothing is shown a second time.
  expect(seen).toContain('\x1b[?1049l\x1b[?25h');
  expect(seen.match(/got ~x/g)).toHaveLength(1);
  expect(await screen.exited).toEqual({ code: 1 });
  expect(readFileSync(join(folder, 'lends.after'), 'utf8')).toBe('after\n');
  const output = eventsOf(screen.state)
    .flatMap((event) => (event.type === 'output' ? [event.text] : []))
    .join('');
  expect(output).toContain('hello Zoë ~., ********\r\n');
  expect(output).toContain('got ~x\r\n');
});

it('~. at the beginning of a line cancels the run; Ctrl+C is for the step', async () => {
  // A `read` that a trapped signal comes upon ends with 1, and the step would end with it.
  const path = book('cancels', 'trap "echo caught" INT; echo ready; while :; do read -r line || :; done');
  const screen = await atTerminal(['run', '--yes', path], 'cancels');
  await screen.until('ready\r\n');
  screen.type('\x03');
  await screen.until('caught\r\n');
  screen.type('\r~.');
  await screen.until('cancelled');
  expect(await screen.exited).toEqual({ code: 130 });
  expect(eventsOf(screen.state)).toContainEqual(expect.objectContaining({ type: 'block-ended', block: 'ask', outcome: 'cancelled' }));
  expect(existsSync(join(folder, 'cancels.after'))).toBe(false);
});

it.each([
  ['a step', 'check=false'],
  ['a step that has it', 'interactive=true'],
])('a terminal that is closed in %s cancels the run, which cleans up and tells its end', async (what, info) => {
  const name = what.replaceAll(' ', '-');
  const path = book(
    name,
    `trap 'echo cleaned > ${folder}/${name}.cleaned; exit 1' TERM INT; echo ready; while :; do sleep 0.1; done`,
    info,
  );
  const screen = await atTerminal(['run', '--yes', path], name);
  await screen.until(info === 'interactive=true' ? 'ready\r\n' : '   ask');
  await expect.poll(() => eventsOf(screen.state).some(({ type }) => type === 'output'), { timeout: 30_000 }).toBe(true);
  const pids = screen.pids();
  screen.hangUp?.();
  await expect.poll(() => processes().filter(({ pid }) => pids.includes(pid)), { timeout: 30_000 }).toEqual([]);
  expect(eventsOf(screen.state).at(-1)).toMatchObject({ type: 'run-ended', outcome: 'cancelled' });
  expect(eventsOf(screen.state)).toContainEqual(expect.objectContaining({ type: 'block-ended', block: 'ask', outcome: 'cancelled' }));
  expect(readFileSync(join(folder, `${name}.cleaned`), 'utf8')).toBe('cleaned\n');
  expect(existsSync(join(folder, `${name}.after`))).toBe(false);
});

it('a terminal that is closed at a question cancels the run too', async () => {
  const screen = await atTerminal(['run', '--yes', book('asked', 'true', 'confirm=true')], 'asked');
  await screen.until('[y/N]');
  const pids = screen.pids();
  screen.hangUp?.();
  await expect.poll(() => processes().filter(({ pid }) => pids.includes(pid)), { timeout: 30_000 }).toEqual([]);
  expect(eventsOf(screen.state).at(-1)).toMatchObject({ type: 'run-ended', outcome: 'cancelled' });
});

it('a terminal that is closed ends no run that nohup started', async () => {
  const path = book('nohup', `until [ -e ${folder}/go ]; do sleep 0.05; done`, 'check=false');
  const screen = await atTerminal(['run', '--yes', path], 'nohup', { by: ['env', '_=', 'nohup'] });
  const started = (): boolean => existsSync(screen.state) && eventsOf(screen.state).some(({ type }) => type === 'block-started');
  await expect.poll(started, { timeout: 30_000 }).toBe(true);
  const pids = screen.pids();
  screen.hangUp?.();
  // The kernel has told it; so does a shell.
  for (const { pid } of processes().filter((each) => pids.includes(each.pid) && each.command.includes('opsbook.cjs run')))
    process.kill(pid, 'SIGHUP');
  writeFileSync(join(folder, 'go'), '');
  await expect.poll(() => processes().filter(({ pid }) => pids.includes(pid)), { timeout: 30_000 }).toEqual([]);
  expect(eventsOf(screen.state).at(-1)).toMatchObject({ type: 'run-ended', outcome: 'done' });
});

describe.each([
  ['SIGTERM', 130, 143],
  ['SIGHUP', 129, 129],
  ['Ctrl+C', 130, 130],
] as const)('%s at a question ends it, and the run', (signal, status, unheard) => {
  const interrupt = (screen: Awaited<ReturnType<typeof atTerminal>>): void => {
    if (signal === 'Ctrl+C') screen.type('\x03');
    else screen.signal(signal);
  };
  /** How it ended: its status and how the terminal is left, echo and lines. */
  const after = 'echo "status $?"; stty -a | grep -Eow -e "-?(echo|icanon)" | sort | tr "\\n" " "; echo end';
  const endOf = (code: number): string => `status ${code}\r\necho icanon end`;
  const left = endOf(status);

  it('before it began: nothing was run', async () => {
    const screen = await atTerminal(['run', book('unbegun', 'true')], `unbegun-${signal}`, { after });
    await screen.until('Run this plan? [y/N] ');
    interrupt(screen);
    expect(await screen.until(left)).toContain('nothing was run\r\n');
    expect(existsSync(join(screen.state, 'opsbook', 'runs'))).toBe(false);
  });

  it.each([
    ['a block', '', []],
    ['a block that another one wants', '\n```sh {name=first requires=ask}\ntrue\n```\n', ['first']],
  ])('of %s, which is not begun then', async (_, more, others) => {
    const path = book('open', 'true', 'confirm=true');
    const fences = readFileSync(path, 'utf8').split('\n---\n');
    writeFileSync(path, `${fences[0]}\n---\n${more}${fences[1]}`);
    const screen = await atTerminal(['run', '--yes', path], `open-${signal}-${others}`, { after });
    await screen.until('[y/N] ');
    interrupt(screen);
    expect(await screen.until(left)).not.toContain('--confirm');
    const events = eventsOf(screen.state);
    expect(events).toContainEqual(expect.objectContaining({ type: 'answered', by: 'nobody', yes: false }));
    expect(events.flatMap((event) => (event.type === 'block-ended' ? [`${event.block} ${event.outcome}`] : [])).sort()).toEqual(
      [...others, 'ask', 'after'].map((name) => `${name} skipped`).sort(),
    );
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', outcome: 'cancelled', exitStatus: 130 });
    expect(existsSync(join(folder, 'open.after'))).toBe(false);
  });

  it('of a reload, which is owed then', async () => {
    const path = join(folder, 'reload.md');
    writeFileSync(
      path,
      `---\nrunbook:\n  hosts: local\n---\n\n\`\`\`text {name=conf file=${folder}/${signal}.conf reload=reload}\nnew\n\`\`\`\n\n\`\`\`sh {name=reload confirm=true}\ntrue\n\`\`\`\n`,
    );
    const screen = await atTerminal(['run', '--yes', path], `reload-${signal}`, { after });
    await screen.until('Run `reload` (on local) [y/N] ');
    interrupt(screen);
    await screen.until(left);
    expect(eventsOf(screen.state)).toContainEqual(
      expect.objectContaining({ block: 'conf', outcome: 'ok', message: '`reload` did not run and is owed: the run was cancelled' }),
    );
  });

  it.each(['run', 'check', 'plan'])('for a password, in %s', async (command) => {
    const { sshConfig, close } = await asksForPassword(folder);
    onTestFinished(close);
    const path = book('password', 'true', 'check=true');
    const screen = await atTerminal([command, path, '--host', 'asks', '--ssh-config', sshConfig], `password-${command}-${signal}`, {
      after,
    });
    await screen.until('password: ');
    interrupt(screen);
    // What only looks has nothing to cancel: it ends by the signal.
    await screen.until(command === 'plan' ? endOf(unheard) : left);
    expect(existsSync(join(screen.state, 'opsbook', 'runs'))).toBe(false);
  });

  it('for an input', async () => {
    const screen = await atTerminal(['run', asksInput()], `input-${signal}`, { after });
    await screen.until('name: ');
    interrupt(screen);
    await screen.until(endOf(unheard));
  });
});

it('a step that needs a terminal is refused where there is none, before anything is opened', async () => {
  const path = book('refused', 'true');
  const { status, stderr, stdout } = await opsbook(['run', '--yes', path], {
    cwd: folder,
    env: { XDG_STATE_HOME: join(folder, 'refused.state'), OPSBOOK_INPUT_token: 'sesame-open' },
  });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/refused\.md:8: `ask` is `interactive` and needs a terminal; standard input is none/);
  expect(existsSync(join(folder, 'refused.state', 'opsbook', 'runs'))).toBe(false);
});

describe('a test that ends while opsbook waits for an answer', () => {
  let pids: readonly number[] = [];
  it('leaves it so', async () => {
    const screen = await atTerminal(['run', book('waits', 'true')], 'waits');
    await screen.until('Run this plan?');
    pids = screen.pids();
    expect(pids).not.toEqual([]);
  });
  it('and it is ended all the same', async () => {
    await expect.poll(() => processes().filter(({ pid }) => pids.includes(pid)), { timeout: 30_000 }).toEqual([]);
  });
});
