import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opsbook, program } from '../../host/cli/opsbook.ts';
import { check, draftOf as draftOfLocal, file, step } from '../../host/run/draft.ts';
import { planAndRun as planAndRunLocal, type Ran } from '../../host/run/run-draft.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { startSshd } from '../host-sshd.ts';
import { fleetPool } from './fleet-pool.ts';

let fleet: Fleet;
let folder: string;
beforeAll(async () => {
  fleet = await startFleet({ hosts: 3, mode: 'ns' });
  folder = mkdtempSync(join(tmpdir(), 'opsbook-guard-'));
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Parts = Parameters<typeof draftOfLocal>[1];
const root = (...targets: string[]) => ({ targets, sudo: true });
const called = (...targets: string[]) => ({ ...root(...targets), inOrder: false });
const draftOf = (blocks: Parameters<typeof draftOfLocal>[0], parts: Parts = {}) => {
  const hosts = [...new Set(blocks.flatMap(({ targets }) => targets))];
  return draftOfLocal(blocks, { batches: [hosts], maxFailures: '100%', ...parts });
};
const planAndRun = async (...[draft, environment, between]: Parameters<typeof planAndRunLocal>): Promise<Ran> => {
  const connections = fleetPool(fleet, environment?.answer);
  try {
    return await planAndRunLocal(draft, { connections, ...environment }, between);
  } finally {
    await connections.close();
  }
};
const shell = async (host: string, command: string): Promise<string> => (await fleet.exec(host, command)).stdout;
/** A file whose reload is `script`, and the step that takes that back. */
const guarded = (host: string, window: number, script: string, back: string, then?: string) => [
  file('conf', '/etc/guarded.conf', 'new\n', {
    ...root(host),
    guard: window,
    install: { reload: 'reload', replace: true },
    ...(then !== undefined && { then }),
  }),
  step('reload', script, called(host)),
  step('back', back, { ...called(host), undoes: 'reload' }),
];
const asBefore = (host: string): Promise<string> =>
  shell(host, "printf 'old\\n' > /etc/guarded.conf; chmod 640 /etc/guarded.conf; rm -f /tmp/said; echo");
/** The file, what the steps said, and what is left of any switch: its folder, a process, a mark of an owed reload. */
const left = (host: string): Promise<string> =>
  shell(
    host,
    'cat /etc/guarded.conf; stat -c %a /etc/guarded.conf; cat /tmp/said 2>/dev/null; find /var/lib/opsbook/guard /var/lib/opsbook/owed -mindepth 1 2>/dev/null; grep -l "guard/[0-9a-f]\\{24\\}" /proc/[0-9]*/cmdline 2>/dev/null; ls -A /etc | grep opsbook',
  );

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
/** A run by the command line that is not waited for. */
const begun = (book: string, ...flags: string[]) => {
  const child = spawn(process.execPath, [program, 'run', '--yes', ...flags, '--ssh-config', fleet.sshConfig, book], {
    env: { ...process.env, XDG_STATE_HOME: folder, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  return { child, said: () => said, exited: new Promise((resolve) => child.once('close', resolve)) };
};

const commandLine = (...args: string[]) =>
  opsbook([...args, '--ssh-config', fleet.sshConfig], { cwd: folder, env: { XDG_STATE_HOME: folder, SSH_AUTH_SOCK: '' } });
const runs = (): string[] => readdirSync(join(folder, 'opsbook', 'runs')).sort();

describe('a guarded file', () => {
  it('stays where a new login gets in, over a reload that cuts the connection for a while', async () => {
    await asBefore('h1');
    const { outcomes, events, plan, output } = await planAndRun(
      draftOf([
        ...guarded(
          'h1',
          30_000,
          'ip link set eth0 down; sleep 1; ip link set eth0 up; cat "$OPSBOOK_OLD_FILE" "$OPSBOOK_NEW_FILE"',
          'echo back >> /tmp/said',
          'fine',
        ),
        check('fine', 'grep -q new /etc/guarded.conf', { ...root('h1'), inOrder: false }),
      ]),
    );
    expect(outcomes).toEqual({ 'reload@h1': 'ok', 'fine@h1': 'ok', 'conf@h1': 'ok' });
    expect(output['reload']).toBe('old\nnew\n');
    expect(plan.notes.join()).toMatch(/a reboot in that time is not covered/);
    expect(JSON.stringify(events)).toContain('armed: it goes back by itself in 30 s');
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\n640\n');
    const again = await planAndRun(draftOf(guarded('h1', 30_000, 'true', 'true')));
    expect(again.outcomes).toEqual({ 'conf@h1': 'unchanged' });
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\n640\n');
  });

  it('is not put in place once its window ended while it was judged', async () => {
    await asBefore('h1');
    const [conf, ...steps] = guarded('h1', 2000, 'echo reloaded >> /tmp/said', 'echo back >> /tmp/said') as [ReturnType<typeof file>];
    const fired = 'ls /var/lib/opsbook/guard/*/fired';
    const validate = `i=0; until ${fired} || [ $i -ge 300 ]; do sleep 0.1; i=$((i + 1)); done >/dev/null 2>&1; true`;
    const judged = { ...conf, install: { ...(conf.install as NonNullable<typeof conf.install>), validate } };
    const { outcomes, messages } = await planAndRun(draftOf([judged, ...steps]));
    expect(outcomes).toEqual({ 'conf@h1': 'failed' });
    await expect.poll(() => shell('h1', 'cat /etc/guarded.conf /tmp/said'), { timeout: 15_000 }).toBe('old\nback\n');
    expect(messages['conf@h1']).toBe('the window of its guard ended before it was put in place');
    await shell('h1', 'rm -rf /var/lib/opsbook/guard/*');
  });

  it('goes back by itself where the change really cuts the connection', async () => {
    await asBefore('h1');
    const { outcomes, messages } = await planAndRun(
      draftOf(
        guarded(
          'h1',
          6000,
          'ip link set eth0 down',
          'ip link set eth0 up; echo "back $(cat "$OPSBOOK_OLD_FILE" "$OPSBOOK_NEW_FILE" | tr "\\n" " ")" >> /tmp/said',
        ),
      ),
    );
    expect(outcomes).toEqual({ 'reload@h1': 'ok', 'conf@h1': 'failed' });
    expect(messages['conf@h1']).toMatch(/^taken back: no new login got in within the window/);
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('old\n640\nback old new \n');
  });

  it('says how that went which cut the connection, once the host is back', async () => {
    const cut = 'ip link set eth0 down; echo "no lease" >&2;';
    const failed = await planAndRun(draftOf(guarded('h1', 5000, `${cut} exit 4`, 'ip link set eth0 up')));
    expect(failed.outcomes).toEqual({ 'reload@h1': 'failed', 'conf@h1': 'failed' });
    expect(failed.messages['conf@h1']).toBe('taken back: `reload` failed, exit status 4');
    expect(failed.events).toContainEqual(
      expect.objectContaining({ type: 'output', block: 'reload', stream: 'stderr', text: 'no lease\n' }),
    );
    const stuck = await planAndRun(draftOf(guarded('h1', 5000, `${cut} sleep 60`, 'ip link set eth0 up')));
    expect(stuck.outcomes).toEqual({ 'reload@h1': 'timed-out', 'conf@h1': 'failed' });
    expect(stuck.messages['conf@h1']).toBe('taken back: `reload` failed, it still ran when the window ended, and was ended');
    expect(stuck.events).toContainEqual(expect.objectContaining({ type: 'output', block: 'reload', text: 'no lease\n' }));
  });

  it('goes back where it moves the address, for it is the address of the plan that must let us in', async () => {
    await asBefore('h2');
    const address = fleet.details('h2').address;
    const { outcomes, messages, events } = await planAndRun(
      draftOf(
        guarded(
          'h2',
          6000,
          'ip addr flush dev eth0; ip addr add 10.77.200.9/16 dev eth0',
          `ip addr flush dev eth0; ip addr add ${address}/16 dev eth0; echo back >> /tmp/said`,
        ),
      ),
    );
    expect(outcomes['conf@h2']).toBe('failed');
    expect(messages['conf@h2']).toMatch(/^taken back: .*has it got another address/);
    expect(events.filter(({ type }) => type === 'note')).toContainEqual(
      expect.objectContaining({ message: 'the host does not answer since the change; it is asked until the window ends' }),
    );
    await expect.poll(() => left('h2'), { timeout: 3000 }).toBe('old\n640\nback\n');
  });

  it('goes back where nothing listens any more, and says so', async () => {
    await asBefore('h2');
    const { outcomes, messages, events } = await planAndRun(
      draftOf(guarded('h2', 6000, 'kill "$(cat /fleet/sshd.pid)"', `${startSshd()}; echo back >> /tmp/said`)),
    );
    expect(outcomes).toEqual({ 'reload@h2': 'ok', 'conf@h2': 'failed' });
    expect(messages['conf@h2']).toMatch(/^taken back: no new login got in within the window .*connection refused/);
    expect(events).toContainEqual(expect.objectContaining({ message: 'no new login gets in yet; it is tried until the window ends' }));
    await expect.poll(() => left('h2'), { timeout: 3000 }).toBe('old\n640\nback\n');
  });

  it('goes back at once where the account is locked out, and sshd lets in again', async () => {
    const config = '/fleet/sshd_config';
    const was = await shell('h3', `cat ${config}`);
    const reload = `kill -HUP "$(cat /proc/[0-9]*/stat | awk '/\\(sshd\\)/ && $4 == 1 { print $1; exit }')"; sleep 0.5`;
    const startedAt = Date.now();
    const { outcomes, messages } = await planAndRun(
      draftOf([
        file('keys', config, 'DenyUsers ops\n', {
          ...root('h3'),
          guard: 45_000,
          install: { part: true, language: 'sshd_config', reload: 'reload', validate: false },
        }),
        step('reload', reload, called('h3')),
      ]),
    );
    expect(outcomes['keys@h3']).toBe('failed');
    expect(messages['keys@h3']).toMatch(/taken back: no new login gets in.*does not let `ops` in/);
    expect(Date.now() - startedAt).toBeLessThan(30_000);
    expect(await shell('h3', `cat ${config}`)).toBe(was);
    expect((await planAndRun(draftOf([step('in', 'true', { targets: ['h3'] })]))).outcomes).toEqual({ 'in@h3': 'ok' });
  });

  it('goes back where the window ends while the proof is under way', async () => {
    await asBefore('h1');
    // One that sees what was put back meanwhile is no reason of its own.
    for (const late of ['sleep 5', 'sleep 5; grep -q new /etc/guarded.conf']) {
      const { outcomes, messages } = await planAndRun(
        draftOf([...guarded('h1', 3000, 'true', 'echo back >> /tmp/said', 'slow'), check('slow', late, { ...root('h1'), inOrder: false })]),
      );
      expect(outcomes['conf@h1']).toBe('failed');
      expect(messages['conf@h1']).toBe('taken back: the window of 3 s ended while the proof was under way');
      await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('old\n640\nback\n');
      await asBefore('h1');
    }
  });

  it('goes back where its reload or its check fails, a new file altogether', async () => {
    await shell('h1', 'rm -f /etc/guarded.conf /tmp/said');
    const reload = await planAndRun(draftOf(guarded('h1', 60_000, 'echo why >&2; exit 3', 'echo back >> /tmp/said')));
    expect(reload.outcomes).toEqual({ 'reload@h1': 'failed', 'conf@h1': 'failed' });
    expect(reload.messages['conf@h1']).toMatch(/^taken back: `reload` failed, exit status 3/);
    expect(await shell('h1', 'ls /etc/guarded.conf 2>&1; cat /tmp/said')).toMatch(/No such file.*\nback\n/);
    const checked = await planAndRun(
      draftOf([
        ...guarded('h1', 60_000, 'true', 'echo back >> /tmp/said', 'fine'),
        check('fine', 'exit 1', { ...root('h1'), inOrder: false }),
      ]),
    );
    expect(checked.messages['conf@h1']).toMatch(/^taken back: after it `fine` is `symptom`/);
    expect(await shell('h1', 'ls /etc/guarded.conf 2>&1; cat /tmp/said')).toMatch(/No such file.*\nback\nback\n/);
  });

  it('is not touched where the switch cannot be armed', async () => {
    await asBefore('h1');
    await shell('h1', 'mv /usr/bin/setsid /usr/bin/setsid.away');
    try {
      const { outcomes, messages } = await planAndRun(draftOf(guarded('h1', 5000, 'echo reloaded >> /tmp/said', 'true')));
      expect(outcomes).toEqual({ 'conf@h1': 'failed' });
      expect(messages['conf@h1']).toMatch(/nothing was changed: .*setsid/);
    } finally {
      await shell('h1', 'mv /usr/bin/setsid.away /usr/bin/setsid');
    }
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('old\n640\n');
    await shell('h1', 'chmod 644 /etc/guarded.conf');
    const plain = await planAndRun(draftOf(guarded('h1', 5000, 'true', 'true').map((block) => ({ ...block, sudo: false }))));
    expect(plain.messages['conf@h1']).toMatch(/nothing was changed: .*needs root/);
  });

  it('is not touched while the switch of another run holds it, which would put the old file back under it', async () => {
    await asBefore('h1');
    await shell('h1', 'rm -f /tmp/go');
    const waits = 'i=0; while [ ! -e /tmp/go ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done';
    const first = planAndRun(draftOf(guarded('h1', 60_000, waits, 'echo back >> /tmp/said')));
    await expect.poll(() => shell('h1', 'cat /etc/guarded.conf'), { timeout: 15_000 }).toBe('new\n');
    const second = await planAndRun(draftOf(guarded('h1', 30_000, 'echo second >> /tmp/said', 'true')));
    expect(second.outcomes).toEqual({ 'conf@h1': 'failed' });
    expect(second.messages['conf@h1']).toMatch(
      /nothing was changed: .*another run holds `\/etc\/guarded\.conf`, and puts the old file back in (?:[1-5]?\d|60) s unless/,
    );
    await shell('h1', 'touch /tmp/go');
    expect((await first).outcomes).toEqual({ 'reload@h1': 'ok', 'conf@h1': 'ok' });
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\n640\n');
  });

  it('says soon that the host is silent where the run is cancelled while it is awaited', async () => {
    await asBefore('h3');
    const book = join(folder, 'silent.md');
    writeFileSync(
      book,
      `---\nrunbook:\n  hosts: h3\n  sudo: true\n---\n\n${fence('text {name=conf file=/etc/guarded.conf reload=reload guard=3s replace=true}', 'new')}\n${fence('sh {name=reload}', 'ip link set eth0 down')}`,
    );
    const run = begun(book);
    await expect.poll(run.said, { timeout: 30_000 }).toContain('the window is over');
    run.child.kill('SIGINT');
    expect(await run.exited).toBe(130);
    await shell('h3', 'ip link set eth0 up');
    expect(run.said()).toMatch(/cancelled conf: .*the host has not answered since, so whether it is back is not known/);
    expect(await shell('h3', 'cat /etc/guarded.conf')).toBe('old\n');
  });

  it('goes back by itself where the client was told twice to end, which says so: what, where and when', async () => {
    await asBefore('h3');
    const book = join(folder, 'twice.md');
    writeFileSync(
      book,
      `---\nrunbook:\n  hosts: h3\n  sudo: true\n---\n\n${fence('text {name=conf file=/etc/guarded.conf reload=reload guard=8s replace=true}', 'new')}\n${fence('sh {name=reload}', 'ip link set eth0 down')}`,
    );
    const run = begun(book);
    await expect.poll(() => shell('h3', 'ip -br link show eth0'), { timeout: 15_000, interval: 100 }).toContain('DOWN');
    run.child.kill('SIGINT');
    await expect.poll(run.said).toContain('cancelling; again to end at once');
    run.child.kill('SIGINT');
    expect(await run.exited).toBe(130);
    expect(run.said()).toMatch(
      /opsbook: ended; this may still be running: conf on h3\nopsbook: `conf` on h3: the host itself puts the old `\/etc\/guarded\.conf` back, (?:at|since) 20\S+ [\d:]{8} [+-]\d{4}, /,
    );
    await expect.poll(() => shell('h3', 'cat /etc/guarded.conf'), { timeout: 30_000, interval: 200 }).toBe('old\n');
    await shell('h3', 'ip link set eth0 up');
  });

  it('goes back where the client was killed inside the window', async () => {
    await asBefore('h2');
    const book = join(folder, 'kill.md');
    writeFileSync(
      book,
      `---\nrunbook:\n  hosts: h2\n  sudo: true\n---\n\n${fence('text {name=conf file=/etc/guarded.conf reload=reload guard=4s replace=true}', 'new')}\n${fence('sh {name=reload}', 'echo reloaded >> /tmp/said; sleep 2')}\n${fence('sh {name=back undoes=reload}', 'echo back >> /tmp/said')}`,
    );
    const { child } = begun(book);
    await expect.poll(() => shell('h2', 'cat /tmp/said 2>/dev/null'), { timeout: 15_000, interval: 100 }).toContain('reloaded');
    child.kill('SIGKILL');
    expect(await shell('h2', 'cat /etc/guarded.conf')).toBe('new\n');
    await expect
      .poll(() => shell('h2', 'cat /etc/guarded.conf /tmp/said'), { timeout: 15_000, interval: 200 })
      .toBe('old\nreloaded\nback\n');
    // Its folder says how it went, and holds nothing else, until somebody was told.
    const folders = (): Promise<string> => shell('h2', 'cd /var/lib/opsbook/guard && ls -d */* | cut -d/ -f2 | sort');
    await expect.poll(folders).toContain('done');
    expect(await folders()).not.toMatch(/old|new|switch|script/);
    const told = `h2: the switch that guarded \`conf\` in the run \`${runs().at(-1)}\` went off and took it back`;
    expect((await commandLine('ping', 'h2')).stdout).toContain(told);
    const other = join(folder, 'other.md');
    writeFileSync(other, `---\nrunbook:\n  hosts: h2\n  sudo: true\n---\n\n${fence('text {name=other file=/etc/other.conf}', 'x')}`);
    const first = await commandLine('run', '--yes', other);
    expect([first.stdout, first.status]).toEqual([expect.stringContaining(told), 0]);
    // Its client may have been cut off only, and ask for some minutes still.
    expect(await folders()).toContain('done');
    await shell('h2', "touch -d '11 minutes ago' /var/lib/opsbook/guard/*/done");
    const second = await commandLine('undo', '--yes', runs().at(-1) ?? '');
    expect([second.stdout, second.status]).toEqual([expect.stringContaining(told), 0]);
    expect(await folders()).toBe('');
    expect((await commandLine('run', '--yes', other)).stdout).not.toContain('the switch');
  });

  it('is said to be perhaps as it was changed where its switch ended with the client', async () => {
    await asBefore('h2');
    const book = join(folder, 'gone.md');
    writeFileSync(
      book,
      `---\nrunbook:\n  hosts: h2\n  sudo: true\n---\n\n${fence('text {name=conf file=/etc/guarded.conf reload=reload guard=60s replace=true}', 'new')}\n${fence('sh {name=reload}', 'echo reloaded >> /tmp/said; sleep 60')}`,
    );
    const { child } = begun(book);
    await expect.poll(() => shell('h2', 'cat /tmp/said 2>/dev/null'), { timeout: 15_000, interval: 100 }).toContain('reloaded');
    child.kill('SIGKILL');
    await shell('h2', 'cd /var/lib/opsbook/guard/* && kill -KILL $(cat alive) -- -$(cat main.pid)');
    const { stdout } = await commandLine('plan', book);
    expect(stdout).toContain(`in the run \`${runs().at(-1)}\` ended before it could act (a reboot?), so it may not have been taken back`);
    await shell('h2', 'rm -rf /var/lib/opsbook/guard/*');
  });

  it('is told as over where the client slept until another run had been told', async () => {
    await asBefore('h2');
    const book = join(folder, 'slept.md');
    writeFileSync(
      book,
      `---\nrunbook:\n  hosts: h2\n  sudo: true\n---\n\n${fence('text {name=conf file=/etc/guarded.conf reload=reload guard=3s replace=true}', 'new')}\n${fence('sh {name=reload}', '[ "$(cat /etc/guarded.conf)" = old ] || sleep 60')}`,
    );
    const run = begun(book);
    const guard = '/var/lib/opsbook/guard/*';
    await expect.poll(() => shell('h2', `cat ${guard}/main.pid 2>/dev/null`), { timeout: 15_000, interval: 100 }).not.toBe('');
    run.child.kill('SIGSTOP');
    await expect.poll(() => shell('h2', `cat ${guard}/done 2>/dev/null`), { timeout: 15_000, interval: 100 }).toBe('0\n');
    await shell('h2', `rm -rf ${guard}`);
    run.child.kill('SIGCONT');
    await run.exited;
    expect(run.said()).toContain('the switch is over, and another run was told how it went');
  });

  it('goes back at once where the run is cancelled while a new login is tried', async () => {
    await asBefore('h2');
    const book = join(folder, 'tried.md');
    writeFileSync(
      book,
      `---\nrunbook:\n  hosts: h2\n  sudo: true\n---\n\n${fence('text {name=conf file=/etc/guarded.conf reload=reload guard=10m replace=true}', 'new')}\n${fence('sh {name=reload}', 'kill "$(cat /fleet/sshd.pid)"')}\n${fence('sh {name=back undoes=reload}', startSshd())}`,
    );
    const run = begun(book);
    await expect.poll(run.said, { timeout: 30_000 }).toContain('no new login gets in yet');
    run.child.kill('SIGINT');
    expect(await run.exited).toBe(130);
    expect(run.said()).toContain('cancelled conf: taken back: the run was cancelled');
    expect(await shell('h2', 'cat /etc/guarded.conf')).toBe('old\n');
  });

  it('goes back where the run is cancelled inside the window', async () => {
    await asBefore('h1');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 2000);
    const { outcomes } = await planAndRun(draftOf(guarded('h1', 60_000, 'sleep 30', 'echo back >> /tmp/said')), { signal: abort.signal });
    expect(outcomes['conf@h1']).toBe('cancelled');
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('old\n640\nback\n');
  });
});

describe('a guarded file that is taken back since a later block failed', () => {
  const failing = (host: string, script = 'exit 3') => step('bad', script, root(host));
  const run = (blocks: Parameters<typeof draftOf>[0], environment: Parameters<typeof planAndRun>[1] = {}) =>
    planAndRun(draftOf(blocks), { undoOnFailure: true, ...environment });
  const why = '`bad` ended `failed` on `h1`';
  /** The run says that the file is the one that it wrote, and its record that it can still be taken back. */
  const stayed = ({ outcomes, events, messages }: Ran, message: string | RegExp): void => {
    expect(outcomes).toMatchObject({ 'conf@h1': 'failed', 'bad@h1': 'failed' });
    expect(messages['conf@h1']).toMatch(message);
    expect(events.filter(({ type }) => type === 'put-back')).toEqual([]);
  };

  it('goes back in its turn, over a way back that cuts the connection for a while', async () => {
    await asBefore('h1');
    const { outcomes, events, messages, exitStatus } = await run([
      step('one', 'true', root('h1')),
      step('un-one', 'echo un-one >> /tmp/said', { ...called('h1'), undoes: 'one' }),
      ...guarded(
        'h1',
        30_000,
        'true',
        'ip link set eth0 down; sleep 1; ip link set eth0 up; cat /etc/guarded.conf "$OPSBOOK_OLD_FILE" "$OPSBOOK_NEW_FILE" >> /tmp/said',
      ),
      step('two', 'true', root('h1')),
      step('un-two', 'echo un-two >> /tmp/said', { ...called('h1'), undoes: 'two' }),
      failing('h1'),
    ]);
    expect(outcomes).toEqual({
      'one@h1': 'undone',
      'un-one@h1': 'ok',
      'reload@h1': 'ok',
      'conf@h1': 'undone',
      'back@h1': 'ok',
      'two@h1': 'undone',
      'un-two@h1': 'ok',
      'bad@h1': 'failed',
    });
    expect([messages['conf@h1'], exitStatus]).toEqual([`taken back: ${why}`, 1]);
    const told = events.flatMap((event) => (event.type === 'note' && event.message.startsWith('armed') ? ['armed'] : event.type));
    expect(told.filter((type) => type === 'armed' || type === 'put-back')).toEqual(['armed', 'armed', 'put-back']);
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('old\n640\nun-two\nold\nold\nnew\nun-one\n');
  });

  it('goes away where nothing was there before; without a step that undoes its reload that runs again', async () => {
    await shell('h1', 'rm -f /etc/guarded.conf /tmp/said');
    const [conf, reload] = guarded('h1', 30_000, 'cat /etc/guarded.conf >> /tmp/said || echo none >> /tmp/said', '') as [
      ReturnType<typeof file>,
      ReturnType<typeof step>,
    ];
    const { outcomes } = await run([conf, reload, failing('h1')]);
    expect(outcomes).toEqual({ 'reload@h1': 'ok', 'conf@h1': 'undone', 'bad@h1': 'failed' });
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\nnone\n');
  });

  it('stays, and what was done before it, where the way back really cuts the connection', async () => {
    await asBefore('h1');
    const ran = await run([
      step('one', 'true', root('h1')),
      step('un-one', 'echo un-one >> /tmp/said', { ...called('h1'), undoes: 'one' }),
      ...guarded('h1', 6000, 'ip link set eth0 up; cat "$OPSBOOK_OLD_FILE" "$OPSBOOK_NEW_FILE" >> /tmp/said', 'ip link set eth0 down'),
      failing('h1'),
    ]);
    stayed(ran, /^not taken back, what this run wrote is in place again, since .*: `bad` ended `failed` on `h1`$/);
    expect(ran.outcomes['one@h1']).toBe('ok');
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\n640\nold\nnew\nold\nnew\n');
  });

  it('stays where the reload of the old file fails, and where it does not end within the window', async () => {
    await asBefore('h1');
    const [conf, reload] = guarded('h1', 30_000, 'cat /etc/guarded.conf >> /tmp/said; grep -q new /etc/guarded.conf', '') as [
      ReturnType<typeof file>,
      ReturnType<typeof step>,
    ];
    stayed(
      await run([conf, reload, failing('h1')]),
      /^not taken back, what this run wrote is in place again, since `reload` failed, exit status 1: /,
    );
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\n640\nnew\nold\nnew\n');
    await asBefore('h1');
    stayed(
      await run([...guarded('h1', 3000, 'true', 'sleep 60'), failing('h1')]),
      /since `back` failed, it still ran when the window ended, and was ended: /,
    );
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\n640\n');
  });

  it('stays where what puts it in place again fails, and its reload is owed then', async () => {
    await asBefore('h1');
    const once = '[ ! -e /tmp/said ] || { echo no; exit 4; }; echo reloaded >> /tmp/said';
    stayed(
      await run([...guarded('h1', 30_000, once, 'exit 5'), failing('h1')]),
      /^not taken back, what this run wrote is in place again, but its reload ended with 4 \(no\), since `back` failed, exit status 5/,
    );
    await expect.poll(() => left('h1'), { timeout: 3000 }).toMatch(/^new\n640\nreloaded\n\/var\/lib\/opsbook\/owed\/\S+\n$/);
    await shell('h1', 'rm -f /var/lib/opsbook/owed/*');
  });

  it('stays untouched where the switch cannot be armed, and where somebody changed it meanwhile', async () => {
    await asBefore('h1');
    try {
      stayed(
        await run([...guarded('h1', 5000, 'true', 'true'), failing('h1', 'mv /usr/bin/setsid /usr/bin/setsid.away; exit 3')]),
        /^not taken back, nothing was changed: .*setsid/,
      );
    } finally {
      await shell('h1', 'mv /usr/bin/setsid.away /usr/bin/setsid');
    }
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\n640\n');
    await asBefore('h1');
    stayed(
      await run([...guarded('h1', 5000, 'true', 'true'), failing('h1', 'echo theirs > /etc/guarded.conf; exit 3')]),
      /^`\/etc\/guarded.conf` could not be put back \(the old file is `\/var\/lib\/opsbook\/kept\/\S+`\): .*is no longer what this run wrote/,
    );
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('theirs\n640\n');
  });

  it.each([
    [
      'the host goes away',
      'p=$PPID; until case $(cat /proc/$p/comm) in sshd*) ;; *) false ;; esac; do p=$(awk \'{ print $4 }\' /proc/$p/stat); done; kill -KILL "$p"',
    ],
    ['the disk is not sure', 'echo "sync: error syncing: Input/output error" >&2; exit 1'],
  ])('stays where %s the moment it was put back', async (_, script) => {
    await asBefore('h1');
    const sync = `mv /usr/bin/sync /usr/bin/sync.away; { echo '#!/bin/sh'; echo 'case $* in "-- /etc/") ;; *) exec /usr/bin/sync.away "$@" ;; esac'; cat; } >/usr/bin/sync <<'EOF'\n${script}\nEOF\nchmod 755 /usr/bin/sync`;
    try {
      stayed(
        await run([...guarded('h1', 30_000, 'true', 'echo back >> /tmp/said'), failing('h1', `${sync}; exit 3`)]),
        /^not taken back, what this run wrote is in place again, since `\/etc\/guarded.conf` could not be put back/,
      );
    } finally {
      await shell('h1', '[ ! -e /usr/bin/sync.away ] || mv /usr/bin/sync.away /usr/bin/sync');
    }
    // Who is killed outright leaves an empty folder, which the next install there takes away.
    const all = async (): Promise<string> => (await left('h1')).replace(/^\.guarded\.conf\.opsbook-\w+\n/m, '');
    await expect.poll(all, { timeout: 3000 }).toBe('new\n640\n');
  });

  it('stays where another holds the lock until the window is over: nothing is put back after the switch fired', async () => {
    await asBefore('h1');
    await shell('h1', 'rm -f /tmp/held');
    const holds =
      'setsid flock /var/lib/opsbook/lock sh -c "touch /tmp/held; until ls /var/lib/opsbook/guard/*/fired; do sleep 0.1; done" >/dev/null 2>&1 & until [ -e /tmp/held ]; do sleep 0.1; done; exit 3';
    stayed(
      await run([...guarded('h1', 2000, 'true', 'echo back >> /tmp/said'), failing('h1', holds)]),
      /could not be put back .*: the window of its guard ended before/,
    );
    await expect.poll(() => shell('h1', 'ls /var/lib/opsbook/guard/*/done'), { timeout: 15_000 }).toMatch(/done/);
    await shell('h1', 'rm -rf /var/lib/opsbook/guard/*');
    expect(await left('h1')).toBe('new\n640\n');
  });

  it('stays where the run is cancelled inside the window', async () => {
    await asBefore('h1');
    const abort = new AbortController();
    const running = run([...guarded('h1', 60_000, 'true', 'echo back >> /tmp/said; sleep 30'), failing('h1')], { signal: abort.signal });
    await expect.poll(() => shell('h1', 'cat /tmp/said 2>/dev/null'), { timeout: 15_000, interval: 100 }).toBe('back\n');
    abort.abort();
    stayed(await running, /since the run was cancelled: /);
    await expect.poll(() => left('h1'), { timeout: 3000 }).toBe('new\n640\nback\n');
  });

  it('may be either file where the host is not heard of any more: that is said', async () => {
    await asBefore('h3');
    const book = join(folder, 'silent-back.md');
    writeFileSync(
      book,
      `---\nrunbook:\n  hosts: h3\n  sudo: true\n---\n\n${fence('text {name=conf file=/etc/guarded.conf reload=reload guard=3s replace=true}', 'new')}\n${fence('sh {name=reload}', 'true')}\n${fence('sh {name=back undoes=reload}', 'ip link set eth0 down')}\n${fence('sh {name=bad}', 'exit 3')}`,
    );
    const { child, said, exited } = begun(book, '--undo-on-failure');
    await expect.poll(said, { timeout: 30_000 }).toContain('the window is over');
    child.kill('SIGINT');
    expect(await exited).toBe(130);
    await shell('h3', 'ip link set eth0 up');
    expect(said()).toMatch(
      /failed conf: perhaps not taken back, .*the host has not answered since, so which of the two files is there is not known/,
    );
    expect(await shell('h3', 'cat /etc/guarded.conf')).toBe('new\n');
  });

  it('stays where the client was killed inside the window, and `opsbook undo` takes it back then', async () => {
    await asBefore('h2');
    const book = join(folder, 'killed-back.md');
    writeFileSync(
      book,
      `---\nrunbook:\n  hosts: h2\n  sudo: true\n---\n\n${fence('text {name=conf file=/etc/guarded.conf reload=reload guard=4s replace=true}', 'new')}\n${fence('sh {name=reload}', 'echo reloaded >> /tmp/said')}\n${fence('sh {name=back undoes=reload}', 'echo back >> /tmp/said; sleep 2')}\n${fence('sh {name=bad}', 'exit 3')}`,
    );
    const { child, exited } = begun(book, '--undo-on-failure');
    await expect.poll(() => shell('h2', 'cat /tmp/said 2>/dev/null'), { timeout: 15_000, interval: 100 }).toBe('reloaded\nback\n');
    child.kill('SIGKILL');
    await exited;
    expect(await shell('h2', 'cat /etc/guarded.conf')).toBe('old\n');
    await expect
      .poll(() => shell('h2', 'cat /etc/guarded.conf /tmp/said'), { timeout: 15_000, interval: 200 })
      .toBe('new\nreloaded\nback\nreloaded\n');
    await expect.poll(() => shell('h2', 'ls /var/lib/opsbook/guard/*/done'), { timeout: 5000 }).toMatch(/done/);
    const went = `h2: the switch that guarded the way back of \`conf\` in the run \`${runs().at(-1)}\` went off and put back what that run wrote`;
    const undo = await commandLine('undo', '--yes', 'last');
    expect([undo.stdout, undo.status]).toEqual([expect.stringContaining(went), 0]);
    await shell('h2', 'rm -rf /var/lib/opsbook/guard/*');
    expect(await shell('h2', 'cat /etc/guarded.conf')).toBe('old\n');
  });
});

describe('a guarded step', () => {
  it('stays, or is taken back by the step that undoes it', async () => {
    await shell('h1', 'rm -f /tmp/said');
    const blocks = (script: string) => [
      step('change', script, { ...root('h1'), guard: 6000 }),
      step('undo', 'ip link set eth0 up; echo undone >> /tmp/said', { ...called('h1'), undoes: 'change' }),
    ];
    const well = await planAndRun(draftOf(blocks('echo changed | tee -a /tmp/said')));
    expect([well.outcomes, well.output]).toEqual([{ 'change@h1': 'ok' }, { change: 'changed\n' }]);
    const cut = await planAndRun(draftOf(blocks('echo cutting >> /tmp/said; ip link set eth0 down')));
    expect(cut.outcomes['change@h1']).toBe('failed');
    expect(cut.messages['change@h1']).toMatch(/^taken back: /);
    expect(await shell('h1', 'cat /tmp/said')).toBe('changed\ncutting\nundone\n');
  });

  it('without a step that undoes it is refused by name, as is an account that the switch is not', async () => {
    await expect(planAndRun(draftOf([step('change', 'true', { ...root('h1'), guard: 5000 })]))).rejects.toThrow(
      /`guard` of a step needs the step that takes it back/,
    );
    const [conf, reload, back] = guarded('h1', 5000, 'true', 'true') as [
      ReturnType<typeof file>,
      ReturnType<typeof step>,
      ReturnType<typeof step>,
    ];
    await expect(planAndRun(draftOf([conf, { ...reload, sudo: false }, back]))).rejects.toThrow(
      /needs `reload` to run as the same account/,
    );
  });
});
