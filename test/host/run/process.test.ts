import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMessageConnection, SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node';
import type { Answer, RunEvent } from '../../../client/src/run/events.ts';
import { connectRunner } from '../../../client/src/run/process/client.ts';
import { helloRequest, planRequest } from '../../../client/src/run/process/messages.ts';
import { runnerPlace } from '../../../client/src/run/process/place.ts';
import type { RemoteRun, RemoteTerminal, RunnerClient, ShowTerminal } from '../../../client/src/run/process/runner-client.ts';
import { draftOf, step } from './draft.ts';
import { runnerProgram } from './runner-program.ts';

const parent = mkdtempSync(join(tmpdir(), 'opsbook-runner-'));
const state = join(parent, 'state');
const nobody: Answer = async () => undefined;
let program: string;
const windows: RunnerClient[] = [];

const window = async (version = '1', ...extra: string[]): Promise<RunnerClient> => {
  const met = await connectRunner({
    program,
    version,
    parent,
    environment: { ...process.env, XDG_STATE_HOME: state },
    arguments: ['--idle', '300', ...extra],
  });
  windows.push(met);
  return met;
};
const read = async (run: RemoteRun, until: (event: RunEvent) => boolean = () => false): Promise<RunEvent[]> => {
  const events: RunEvent[] = [];
  for await (const event of run.events) {
    events.push(event);
    if (until(event)) break;
  }
  return events;
};
const gone = async (version: string): Promise<void> => {
  const { socket } = runnerPlace(program, version, parent);
  for (let i = 0; i < 100 && existsSync(socket); i++) await delay(50);
  expect(existsSync(socket)).toBe(false);
};

beforeAll(async () => {
  program = await runnerProgram();
});
afterAll(async () => {
  for (const each of windows) each.dispose();
  await Promise.all(windows.map(({ closed }) => closed));
  await delay(1000);
  rmSync(parent, { recursive: true, force: true });
});

describe('the runner process', () => {
  it('gives no plan to whom has given it up while a host did not answer', async () => {
    const givenUp = new AbortController();
    const silent = createServer(() => givenUp.abort()).listen(0, '127.0.0.1');
    try {
      await once(silent, 'listening');
      const sshConfig = join(parent, 'silent');
      const { port } = silent.address() as AddressInfo;
      writeFileSync(sshConfig, `Host silent\n  HostName 127.0.0.1\n  Port ${port}\n  ConnectTimeout 1\n`);
      const runner = await window();
      const draft = draftOf([step('a', 'true', { targets: ['silent'] })]);
      await expect(runner.plan(draft, {}, { sshConfig }, nobody, givenUp.signal)).rejects.toThrow(/abort/i);
    } finally {
      silent.close();
    }
  });

  it('plans and runs; its events are numbered and on disk before they are shown', async () => {
    const runner = await window();
    const plan = await runner.plan(draftOf([step('a', 'echo hello')]), {}, {}, nobody);
    expect(plan.hosts).toEqual([{ name: 'local' }]);
    const run = await runner.run(plan, {}, {}, '# Text\n', nobody);
    const folder = join(state, 'opsbook', 'runs', run.run);
    let seen = 0;
    for await (const event of run.events) {
      const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trim().split('\n');
      expect(JSON.parse(lines[event.seq] as string)).toEqual(event);
      expect(event.seq).toBe(seen++);
    }
    expect(seen).toBeGreaterThan(4);
    expect(readFileSync(join(folder, 'runbook.md'), 'utf8')).toBe('# Text\n');
    expect(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'))).toEqual(plan);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });
  it('a window has a step’s terminal: output, keys, sizes, and its end; one that comes later takes it over', async () => {
    const first = await window();
    const shown: string[] = [];
    let wake: () => void = () => {};
    const until = async (pattern: RegExp): Promise<void> => {
      while (!pattern.test(shown.join(''))) await new Promise<void>((resolve) => (wake = resolve));
    };
    const closed = vi.fn();
    let terminal: RemoteTerminal | undefined;
    const show: ShowTerminal = (offered) => {
      terminal = offered;
      return {
        size: { rows: 20, columns: 70 + shown.length },
        show: (text) => {
          shown.push(text);
          wake();
        },
        closed,
      };
    };
    first.onTerminal(show);
    const script = 'stty size; read -r line; echo "got $line"; read -r line; echo "then $line"; stty size; read -r line';
    const plan = await first.plan(draftOf([step('ask', script, { script: { interactive: true } })]), {}, {}, nobody);
    const run = await first.run(plan, {}, {}, '', nobody);
    await until(/20 70\r\n/);
    expect(terminal).toMatchObject({ run: run.run, block: 'ask', host: 'local' });
    terminal?.keys('one\r');
    await until(/got one/);
    const second = await window();
    second.onTerminal(show);
    const attached = (await second.attach(run.run, 0, nobody)) as RemoteRun;
    // As long as the first is there it keeps the terminal.
    terminal?.resize({ rows: 33, columns: 44 });
    terminal?.keys('two\r');
    await until(/then two\r\n33 44\r\n/);
    const before = terminal;
    first.dispose();
    while (terminal === before) await delay(20);
    terminal?.hangUp();
    const events = await read(attached);
    expect(events).toContainEqual(expect.objectContaining({ type: 'block-ended', block: 'ask', outcome: 'cancelled' }));
    const output = events.flatMap((event) => (event.type === 'output' ? [event.text] : [])).join('');
    expect(output).toContain('got one\r\n');
    while (closed.mock.calls.length < 2) await delay(20);
  });
  it('a terminal that no window takes is refused', async () => {
    const runner = await window('patient', '--patience', '200');
    const plan = await runner.plan(draftOf([step('ask', 'true', { script: { interactive: true } })]), {}, {}, nobody);
    const events = await read(await runner.run(plan, {}, {}, '', nobody));
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'block-ended', outcome: 'refused', message: expect.stringContaining('nobody sits at one') }),
    );
  });
  it('a run outlives its window, and another one attaches where the first left off', async () => {
    const first = await window();
    const plan = await first.plan(draftOf([step('a', 'echo one; sleep 1; echo two')]), {}, {}, nobody);
    const run = await first.run(plan, {}, {}, '', nobody);
    const before = await read(run, (event) => event.type === 'output');
    first.dispose();
    const second = await window();
    expect(second.runs).toContain(run.run);
    const since = (before.at(-1)?.seq ?? 0) + 1;
    const again = await second.attach(run.run, since, nobody);
    const after = await read(again as RemoteRun);
    expect([...before, ...after].map(({ seq }) => seq)).toEqual([...before, ...after].map((_, index) => index));
    expect(after.flatMap((event) => (event.type === 'output' ? [event.text] : [])).join('')).toBe('two\n');
    expect(after.at(-1)).toMatchObject({ type: 'run-ended', outcome: 'done' });
    const over = await read((await second.attach(run.run, 0, nobody)) as RemoteRun);
    expect(over).toEqual([...before, ...after]);
    expect(await second.attach('../../etc', 0, nobody)).toBeUndefined();
    expect(await second.attach('nosuch', 0, nobody)).toBeUndefined();
  });
  it('cancels', async () => {
    const runner = await window();
    const plan = await runner.plan(draftOf([step('a', 'echo started; sleep 30'), step('b', 'true')]), {}, {}, nobody);
    const run = await runner.run(plan, {}, {}, '', nobody);
    const events: RunEvent[] = [];
    for await (const event of run.events) {
      events.push(event);
      if (event.type === 'output') run.cancel();
    }
    expect(events.find((event) => event.type === 'block-ended' && event.block === 'a')).toMatchObject({ outcome: 'cancelled' });
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', outcome: 'cancelled', exitStatus: 130 });
  });
  it('a question waits for a window: one that was reloaded answers it', async () => {
    const first = await window();
    const plan = await first.plan(draftOf([step('a', 'true', { confirm: 'Sure?' })]), {}, {}, nobody);
    let asked: () => void = () => undefined;
    const wasAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const run = await first.run(plan, {}, {}, '', () => {
      asked();
      return new Promise(() => undefined);
    });
    await wasAsked;
    first.dispose();
    const second = await window();
    const again = (await second.attach(run.run, 0, async (question) => question.message === 'Sure?')) as RemoteRun;
    const events = await read(again);
    expect(events.find(({ type }) => type === 'answered')).toMatchObject({ by: 'user', yes: true });
    expect(events.at(-1)).toMatchObject({ outcome: 'done' });
  });
  it('a question that nobody is there to answer is no after a while', async () => {
    const first = await window('patience', '--patience', '200');
    const plan = await first.plan(draftOf([step('a', 'true', { confirm: 'Sure?' })]), {}, {}, nobody);
    const run = await first.run(plan, {}, {}, '', () => new Promise(() => undefined));
    await delay(100);
    first.dispose();
    const file = join(state, 'opsbook', 'runs', run.run, 'events.jsonl');
    for (let i = 0; i < 100 && !readFileSync(file, 'utf8').includes('run-ended'); i++) await delay(50);
    const events = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    expect(events.find(({ type }) => type === 'answered')).toMatchObject({ by: 'nobody', yes: false });
    await gone('patience');
  });
  it('what may not run is an error with its reasons', async () => {
    const runner = await window();
    const plan = await runner.plan(draftOf([step('a', 'true', { attributes: { reboot: 'true' } })]), {}, {}, nobody);
    await expect(runner.run(plan, {}, {}, '', nobody)).rejects.toThrow('`reboot`');
  });
  it('is one process for all windows of a version', async () => {
    const [one, two] = [await window(), await window()];
    const pid = async (each: RunnerClient): Promise<string> => {
      const plan = await each.plan(draftOf([step('a', 'echo $PPID')]), {}, {}, nobody);
      const run = await each.run(plan, {}, {}, '', nobody);
      const events = await read(run);
      const [{ text } = { text: '' }] = events.filter((event) => event.type === 'output');
      return text;
    };
    expect((await pid(one)).trim()).not.toBe('');
    const { folder, socket } = runnerPlace(program, '1', parent);
    expect(readdirSync(folder).filter((name) => /^1-.*\.sock$/.test(name))).toHaveLength(1);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    await pid(two);
  });
  it('hears nothing before the token, and hangs up on a wrong one', async () => {
    await window();
    const { socket } = runnerPlace(program, '1', parent);
    const stranger = () => {
      const raw = connect(socket);
      const connection = createMessageConnection(new SocketMessageReader(raw), new SocketMessageWriter(raw));
      connection.onError(() => undefined);
      connection.listen();
      return { connection, closed: new Promise<void>((resolve) => raw.once('close', () => resolve())) };
    };
    const early = stranger();
    await expect(
      early.connection.sendRequest(planRequest, { draft: draftOf([step('a', 'true')]), secrets: {}, reaching: {} }),
    ).rejects.toThrow('`hello`');
    const wrong = stranger();
    await expect(wrong.connection.sendRequest(helloRequest, { token: 'x'.repeat(64) })).rejects.toThrow('token');
    await wrong.closed;
    early.connection.dispose();
  });
  it('ends when it was idle, and a stale socket does not keep a new one from starting', async () => {
    const runner = await window('idle');
    const { socket, token } = runnerPlace(program, 'idle', parent);
    expect(existsSync(token)).toBe(true);
    runner.dispose();
    await gone('idle');
    expect(existsSync(token)).toBe(false);
    writeFileSync(socket, '');
    const next = await window('idle');
    expect((await next.plan(draftOf([step('a', 'true')]), {}, {}, nobody)).hosts).toHaveLength(1);
  });
});
