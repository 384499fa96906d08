import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunEvent } from '../../../client/src/run/events.ts';
import { program } from '../../host/cli/opsbook.ts';
import { file, step } from '../../host/run/draft.ts';
import type { Ran } from '../../host/run/run-draft.ts';
import { debianPackage } from '../debian-package.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { changeHostKey, endSshd, restartSshd, startSshd } from '../host-sshd.ts';
import { type Ground, left as leftOn, row as rowOf, run as runOn, shell as shellOn } from './faults/ground.ts';
import { installFaults } from './faults/install-faults.ts';
import { serverFaults } from './faults/server-faults.ts';

let fleet: Fleet;
let folder: string;
beforeAll(async () => {
  fleet = await startFleet({ hosts: 2, mode: 'ns', disk: '32m', layers: [await debianPackage('libfaketime')] });
  folder = mkdtempSync(join(tmpdir(), 'opsbook-faults-'));
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rows: string[] = [];
const ground = (): Ground => ({ fleet, folder, rows });
const shell = (command: string): Promise<string> => shellOn(ground(), command);
const left = (): Promise<string> => leftOn(ground());
const sleeper = () => step('step', 'sleep 601', { targets: ['h1'], timeout: 60_000 });
/** Does something when the step sleeps, however long it takes until then. */
const inStep = (work: () => Promise<unknown>) => async (): Promise<unknown> => {
  await expect.poll(() => shell('ps -A -o args= | grep "^sleep 60[0-9]"'), { timeout: 30_000 }).not.toBe('');
  return work();
};
const run = (...work: Parameters<typeof runOn> extends [Ground, ...infer Rest] ? Rest : never) => runOn(ground(), ...work);
const row = (fault: string, ran: Pick<Ran, 'outcomes' | 'messages'>, after: string): void => rowOf(ground(), fault, ran, after);

it('sshd is killed in a step', async () => {
  const ran = await run(
    sleeper(),
    inStep(() => fleet.exec('h1', restartSshd)),
  );
  expect(ran.outcomes).toEqual({ 'step@h1': 'lost' });
  expect(ran.messages['step@h1']).toMatch(/asked again, (?:the host has nothing left of it|it still ran there, and was ended)/);
  await expect.poll(left, { timeout: 5000 }).toBe('');
  row('sshd killed in a step', ran, 'the step has ended, with all that it started');
});

/** Lists the processes of sshd that hold the connections of `ops`. */
const pids =
  'for f in /proc/[0-9]*/comm; do p=${f%/comm}; [ "$(cat $f 2>/dev/null)" = sshd ] && grep -q \'sshd: ops\' $p/cmdline && echo ${p#/proc/}; done';

/** Shells around steps, and what they wait by. */
const watching = (): Promise<string> => shell("ps -A -o args= | grep '^/bin/sh$\\|^sleep'");

it('a connection hangs, and the host does not', async () => {
  const ran = await run(
    sleeper(),
    inStep(() => shell(`kill -STOP $(${pids})`)),
  );
  expect([ran.outcomes, ran.messages['step@h1']]).toEqual([
    { 'step@h1': 'lost' },
    'the connection to `ops@h1` went while the step ran; asked again, it still ran there, and was ended',
  ]);
  expect(await shell('ps -A -o args= | grep "^sleep 60[0-9]"')).toBe('');
  await shell(`kill -CONT $(${pids})`);
  await expect.poll(left, { timeout: 10_000 }).toBe('');
  row('the connection hangs in a step', ran, 'the step has ended, with all that it started');
});

it('a connection hangs, and the step ends before anybody asks', async () => {
  const hang = (): Promise<string> => shell(`kill -STOP $(${pids})`);
  const ends = (script: string, parts: object = {}) => step('step', `sleep 1.6; ${script}`, { targets: ['h1'], timeout: 60_000, ...parts });
  const goOn = async (): Promise<void> => {
    // As soon as it was asked the host has nothing left of it, whether the old connection is seen to be gone or not.
    await expect.poll(left, { timeout: 5000 }).toBe('');
    await expect.poll(watching, { timeout: 5000 }).toBe('');
    await shell(`kill -CONT $(${pids})`);
  };
  const failed = await run(ends('exit 3'), hang);
  expect([failed.outcomes, failed.messages['step@h1']]).toEqual([{ 'step@h1': 'failed' }, 'exit status 3']);
  expect(failed.events).toContainEqual(
    expect.objectContaining({
      type: 'note',
      level: 'warning',
      message: expect.stringContaining('asked again, the host knew how it ended'),
    }),
  );
  await goOn();
  const giving = [
    ends('export LEFT=there; echo GIVEN=5 >> "$OPSBOOK_OUTPUT"', { sudo: true }),
    step('later', 'echo "$GIVEN $LEFT"', { targets: ['h1'], sudo: true }),
  ];
  const values = await run(giving, hang);
  expect([values.outcomes, values.output['later']]).toEqual([{ 'step@h1': 'ok', 'later@h1': 'ok' }, '5 there\n']);
  await goOn();
  row('the connection hangs, and the step ends', values, 'as after any step; what it printed last may be missing');
  const captured = await run(ends('echo word', { script: { capture: 'WORD' } }), hang);
  expect(captured.outcomes).toEqual({ 'step@h1': 'lost' });
  expect(captured.messages['step@h1']).toContain('it had ended with exit status 0, but its last output may be missing');
  await goOn();
  row('the connection hangs, and a step ends whose output is wanted', captured, 'as after any step');
});

it('nobody takes the end of a step, and the host forgets it: at its timeout, or some seconds after its connection is gone', async () => {
  for (const gone of [false, true]) {
    const book = join(folder, 'untaken.md');
    writeFileSync(book, `---\nrunbook:\n  hosts: h1\n---\n\n\`\`\`sh {name=step timeout=${gone ? 60 : 8}s}\nsleep 3; exit 3\n\`\`\`\n`);
    const child = spawn(process.execPath, [program, 'run', '--yes', '--ssh-config', fleet.sshConfig, book], {
      env: { ...process.env, XDG_STATE_HOME: folder },
      stdio: 'ignore',
    });
    await expect.poll(left, { timeout: 15_000 }).toContain('opsbook-');
    await shell(`kill -STOP $(${pids})`);
    await expect.poll(() => shell('cat /tmp/opsbook-*/told 2>/dev/null'), { timeout: 15_000 }).toMatch(/ report 3 - /);
    child.kill('SIGKILL');
    if (gone) await shell(`kill -KILL $(${pids})`);
    await expect.poll(left, { timeout: 40_000 }).toBe('');
    await expect.poll(watching, { timeout: 5000 }).toBe('');
    await shell(`kill -KILL $(${pids})`);
  }
});

it('the host is frozen before the handshake, and in a step', async () => {
  await fleet.fault('h1', 'freeze');
  const before = await run(step('step', 'true', { targets: ['h1'] }));
  await fleet.fault('h1', 'thaw');
  expect(before.outcomes).toEqual({ 'step@h1': 'unreachable' });
  expect(before.seconds).toBeLessThan(15);
  row('frozen before the handshake', before, 'untouched');
  const during = await run(
    sleeper(),
    inStep(() => fleet.fault('h1', 'freeze')),
  );
  expect(during.outcomes).toEqual({ 'step@h1': 'lost' });
  expect(during.seconds).toBeLessThan(30);
  await fleet.fault('h1', 'thaw');
  await expect.poll(left, { timeout: 10_000 }).toBe('');
  row('frozen in a step', during, 'the step ends when the host goes on');
});

it('the shell that watches over a step is killed', async () => {
  /** The parent of the parent of the step's sleep, and with `all` the watchers that it has started. */
  const kill = (all: boolean) => (): Promise<string> =>
    shell(
      `up() { sed 's/.*) //' "/proc/$1/stat" | cut -d' ' -f2; }
s=$(ps -A -o pid=,args= | sed -n 's/^ *\\([0-9]*\\) sleep 601$/\\1/p'); p=$(up "$(up "$s")"); step=$(up "$s")
for x in $p ${all ? '$(cat /proc/$p/task/$p/children)' : ''}; do [ "$x" = "$step" ] || kill -KILL "$x"; done`,
    );
  const cases = [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const;
  for (const [sudo, all] of cases) {
    const ran = await run({ ...sleeper(), sudo }, kill(all));
    expect([sudo, all, ran.outcomes, ran.messages['step@h1']]).toEqual([
      sudo,
      all,
      { 'step@h1': 'failed' },
      'the shell around it on the host was ended by SIGKILL, and it was ended for that: how far it came is not known',
    ]);
    // The outcome is told when nothing is left, not before.
    expect([sudo, all, await left()]).toEqual([sudo, all, '']);
    if (sudo && all) row('the shell that watches over a step is killed on the host', ran, 'the step has ended, with all that it started');
  }
});

it('its link is down, or its packets vanish', async () => {
  await fleet.fault('h1', 'linkdown');
  const before = await run(step('step', 'true', { targets: ['h1'] }));
  await fleet.fault('h1', 'linkup');
  await expect.poll(async () => (await run(step('step', 'true', { targets: ['h1'] }))).outcomes['step@h1'], { timeout: 30_000 }).toBe('ok');
  expect(before.outcomes).toEqual({ 'step@h1': 'unreachable' });
  row(
    'link down before the connection',
    { ...before, messages: { 'step@h1': 'it did not answer, or there is no route to it' } },
    'untouched',
  );
  const during = await run(step('step', 'while :; do echo x; sleep 0.2; done', { targets: ['h1'], timeout: 8000 }), () =>
    fleet.fault('h1', 'blackhole', 'on'),
  );
  await fleet.fault('h1', 'blackhole', 'off');
  expect(during.outcomes).toEqual({ 'step@h1': 'lost' });
  await expect.poll(left, { timeout: 20_000 }).toBe('');
  row('packets vanish in a step', during, 'the step ends there by itself: when its connection is seen to be gone, else at its timeout');
});

it('its disk is full', async () => {
  await shell("printf 'old\\nsame\\n' > /etc/full.conf");
  await fleet.fault('h1', 'diskfull', 'on');
  const ran = await run(file('step', '/etc/full.conf', `old\nsame\n${'x'.repeat(200_000)}\n`, { targets: ['h1'], sudo: true }));
  expect(ran.outcomes).toEqual({ 'step@h1': 'failed' });
  expect(await shell('cat /etc/full.conf')).toBe('old\nsame\n');
  expect(await left()).toBe('');
  await fleet.fault('h1', 'diskfull', 'off');
  row('disk full at an install', { ...ran, messages: {} }, 'the old file, whole');
});

it('the client is killed in a step', async () => {
  const book = join(folder, 'killed.md');
  writeFileSync(book, '---\nrunbook:\n  hosts: h1\n---\n\n```sh {name=step}\nsleep 602\n```\n');
  const child = spawn(process.execPath, [program, 'run', '--yes', '--ssh-config', fleet.sshConfig, book], {
    env: { ...process.env, XDG_STATE_HOME: folder },
    stdio: 'ignore',
  });
  await expect.poll(left, { timeout: 15_000 }).toContain('sleep 602');
  child.kill('SIGKILL');
  await expect.poll(left, { timeout: 5000 }).toBe('');
  rows.push('| client killed in a step | | its record is readable up to there | the step has ended, with all that it started |');
});

it('its login shell prints, or is another command altogether', async () => {
  await shell(
    'printf "#!/bin/sh\\necho greeting; echo noise >&2\\nexec /bin/sh \\"\\$@\\"\\n" > /usr/local/bin/loud; chmod 755 /usr/local/bin/loud; usermod -s /usr/local/bin/loud ops',
  );
  const loud = await run(step('step', 'echo said', { targets: ['h1'] }));
  await shell('usermod -s /bin/sh ops');
  expect([loud.outcomes, loud.output]).toEqual([{ 'step@h1': 'ok' }, { step: 'said\n' }]);
  row('a login shell that prints', loud, 'what it prints is no output of the step');
  await shell('usermod -s /usr/sbin/nologin ops');
  const none = await run(step('step', 'echo said', { targets: ['h1'] }));
  await shell('usermod -s /bin/sh ops');
  expect([none.outcomes, none.messages['step@h1']]).toEqual([{ 'step@h1': 'refused' }, expect.stringContaining('nologin')]);
  row('nologin', none, 'untouched');
});

it('the client’s clock jumps', async () => {
  // What the client reads as the time of day jumps a day ahead and then back by two, while a step runs.
  const jump = join(folder, 'jump.cjs');
  writeFileSync(
    jump,
    `const now = Date.now, began = performance.now(), day = 86_400_000;
Date.now = () => { const t = performance.now() - began; return now() + (t < 1500 ? 0 : t < 2500 ? day : -day); };`,
  );
  const book = join(folder, 'clock.md');
  writeFileSync(book, '---\nrunbook:\n  hosts: h1\n  timeout: 30s\n---\n\n```sh {name=step}\nsleep 3\necho said\n```\n');
  const child = spawn(process.execPath, ['--require', jump, program, 'run', '--yes', '--json', '--ssh-config', fleet.sshConfig, book], {
    env: { ...process.env, XDG_STATE_HOME: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  const events = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
  const end = events.find((event) => event.type === 'block-ended');
  expect(end).toMatchObject({ outcome: 'ok' });
  expect(end?.duration).toBeGreaterThan(2900);
  expect(end?.duration).toBeLessThan(30_000);
  // The clock did jump, as its stamps show.
  expect(Math.max(...events.map(({ at }) => at)) - Math.min(...events.map(({ at }) => at))).toBeGreaterThan(80_000_000);
  row(
    'the client’s clock jumps a day ahead and two back',
    { outcomes: { 'step@h1': 'ok' }, messages: {} },
    'as after any step; timeouts and durations do not follow it',
  );
});

serverFaults(ground);
installFaults(ground);

// The last: the host is another one for everybody after it.
it('its host key changes between the plan and the step', async () => {
  const ran = await run(step('step', 'true', { targets: ['h1'] }), undefined, () =>
    fleet.exec('h1', `${endSshd}; ${changeHostKey()}; ${startSshd()}`),
  );
  expect(ran.outcomes).toEqual({ wait: 'ok', 'step@h1': 'refused' });
  expect(ran.messages['step@h1']).toMatch(/host key of .* has changed: .*line \d+ says/);
  row(
    'host key changed between plan and step',
    { ...ran, messages: { 'step@h1': 'the host key has changed, with the line of known_hosts that says otherwise' } },
    'untouched',
  );
});

it('are in the table', async ({ task }) => {
  expect(
    task.file.tasks.filter(({ mode }) => mode === 'skip').map(({ name }) => name),
    'a part of the tests makes a part of the table',
  ).toEqual([]);
  const text = `# When things go wrong

Each row was made by a test that does this to a real sshd in a namespace of its own (\`test/fleet/run/faults.test.ts\`, which writes this
page with \`vitest -u\`) and holds the runner to it.

| fault | outcome | what the runner says | the host after it |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
  await expect(text).toMatchFileSnapshot('../../../docs/reliability.md');
});
