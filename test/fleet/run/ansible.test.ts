import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../client/src/run/events.ts';
import { callAtTerminal } from '../../host/cli/at-terminal.ts';
import { type Called, opsbook, program } from '../../host/cli/opsbook.ts';
import { runProgram } from '../../host/sandbox/openssh.ts';
import { fleetPassword } from '../fleet-password.ts';
import { type Fleet, startFleet } from '../fleet.ts';
import { reboot } from '../reboot.ts';

/* The same runbooks by both engines, and as a playbook by ansible-playbook itself: real ansible-core, real sshd. */

let fleet: Fleet;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-by-ansible-'));
  mkdirSync(temporary());
  fleet = await startFleet({ hosts: 4, mode: 'ns', services: ['rsyslog'] });
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const state = (): string => join(folder, 'state');
const temporary = (): string => join(folder, 'tmp');
const call = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Called> =>
  opsbook(args, { cwd: folder, env: { XDG_STATE_HOME: state(), TMPDIR: temporary(), SSH_AUTH_SOCK: '', ...env } });
const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\``;
const book = (name: string, front: string, ...blocks: string[]): string => {
  writeFileSync(join(folder, name), `---\ntitle: a test\nrunbook:\n${front}\n---\n\n${blocks.join('\n\n')}\n`);
  return name;
};
const everywhere = async (command: string): Promise<void> => {
  await Promise.all(fleet.hosts.map(({ name }) => fleet.exec(name, command)));
};
const shell = async (host: string, command: string): Promise<string> => (await fleet.exec(host, command)).stdout;

/** Which of the two streams came first is told by our own engine only. */
const lines = (text = ''): readonly string[] => text.split('\n').sort();

interface Ran {
  readonly status: number | null;
  readonly events: readonly RunEvent[];
  readonly outcomes: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, string | undefined>>;
  readonly output: Readonly<Record<string, string>>;
  readonly called: Called;
}

/** Runs a runbook by one engine; what comes back is by `BLOCK@HOST`. */
async function runBy(engine: 'opsbook' | 'ansible', file: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const called = await call(['run', file, '--yes', '--json', '--engine', engine, '--ssh-config', fleet.sshConfig, ...args], env);
  const events = called.stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as RunEvent] : []));
  const ended = events.filter((event) => event.type === 'block-ended');
  const output: Record<string, string> = {};
  for (const event of events)
    if (event.type === 'output') output[`${event.block}@${event.host}`] = `${output[`${event.block}@${event.host}`] ?? ''}${event.text}`;
  return {
    status: called.status,
    events,
    outcomes: Object.fromEntries(ended.map(({ block, host, outcome }) => [`${block}@${host}`, outcome])),
    messages: Object.fromEntries(ended.map(({ block, host, message }) => [`${block}@${host}`, message])),
    output,
    called,
  };
}

/** Runs it by both, each on hosts made ready by `reset`; both results. */
async function both(file: string, reset: string, args: readonly string[] = []): Promise<{ ours: Ran; theirs: Ran }> {
  await everywhere(reset);
  const ours = await runBy('opsbook', file, args);
  await everywhere(reset);
  const theirs = await runBy('ansible', file, args);
  expect(theirs.called.stderr).not.toContain('did not begin');
  return { ours, theirs };
}

/** Begins a run by Ansible that is not waited for; `exited` gives its exit status. */
function begin(file: string, more: readonly string[] = []) {
  const args = ['run', file, '--yes', '--json', '--engine', 'ansible', ...more, '--ssh-config', fleet.sshConfig];
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...process.env, XDG_STATE_HOME: state(), SSH_AUTH_SOCK: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { interrupt: () => child.kill('SIGINT'), exited, out: () => out };
}

// Each of Ansible’s tasks is a process for each host: on a busy machine a run takes a minute.
const patience = { timeout: 600_000 };

describe('by ansible-playbook', patience, () => {
  it('sudo’s password is asked for once, and again for the host that has another one; none stands anywhere', async () => {
    const asks = await startFleet({ hosts: 3, mode: 'ns', sudo: 'password' });
    const other = "it's {{ another }} one";
    try {
      await asks.exec('h2', 'usermod -p "$(openssl passwd -6 -stdin)" ops', `${other}\n`);
      const file = book(
        'password.md',
        '  hosts: h[1-3]',
        fence('sh {name=whose sudo=true}', 'id -un'),
        fence('sh {name=mine}', 'id -un'),
        fence('sh {name=there hosts=h1 at=h2 sudo=true}', 'hostname'),
      );
      for (const engine of ['opsbook', 'ansible']) {
        const at = join(folder, `password-${engine}`);
        const screen = await callAtTerminal(['run', file, '--yes', '--engine', engine, '--ssh-config', asks.sshConfig], {
          cwd: folder,
          env: { NO_COLOR: '1', XDG_STATE_HOME: at, TMPDIR: temporary(), SSH_AUTH_SOCK: '' },
        });
        // Of the question, not of the runbook's name: what is typed before it is asked for is not heard.
        await screen.until('password for ops', 60_000);
        screen.type(`${fleetPassword}\r`);
        await screen.until('`h2` did not accept that password', 60_000);
        screen.type(`${other}\r`);
        expect(await screen.exited, screen.seen()).toEqual({ code: 0 });
        const runs = join(at, 'opsbook', 'runs');
        const [run = ''] = readdirSync(runs);
        const recorded = readFileSync(join(runs, run, 'events.jsonl'), 'utf8')
          .trim()
          .split('\n');
        const events = recorded.map((line) => JSON.parse(line) as RunEvent);
        const output = events.flatMap((event) => (event.type === 'output' ? [`${event.block}@${event.host} ${event.text}`] : []));
        expect(output.sort(), engine).toEqual([
          'mine@h1 ops\n',
          'mine@h2 ops\n',
          'mine@h3 ops\n',
          'there@h1 h2\n',
          'whose@h1 root\n',
          'whose@h2 root\n',
          'whose@h3 root\n',
        ]);
        for (const password of [fleetPassword, other]) {
          expect(screen.seen()).not.toContain(password);
          const written = await runProgram('grep', ['-rlF', password, at, temporary()]);
          expect(written.stdout).toBe('');
        }
      }
      // Two accounts of one host, each with a password of its own, are more than Ansible can be given.
      await asks.exec(
        'h3',
        'useradd deploy; usermod -p "$(openssl passwd -6 -stdin)" deploy; echo \'deploy ALL=(ALL) ALL\' > /etc/sudoers.d/deploy; chmod 440 /etc/sudoers.d/deploy',
        `${other}\n`,
      );
      const two = book(
        'accounts.md',
        '  hosts: h3',
        fence('sh {name=one sudo=true}', 'touch /tmp/ran'),
        fence('sh {name=two sudo=true user=deploy}', 'true'),
      );
      const screen = await callAtTerminal(['run', two, '--yes', '--engine', 'ansible', '--ssh-config', asks.sshConfig], {
        cwd: folder,
        env: { NO_COLOR: '1', XDG_STATE_HOME: join(folder, 'accounts'), TMPDIR: temporary(), SSH_AUTH_SOCK: '' },
      });
      // Which of the two is asked for first is nobody's promise.
      const asked = (): readonly (string | undefined)[] =>
        [...screen.seen().matchAll(/password for (\w+):/g)].map(([, account]) => account);
      for (const nth of [0, 1]) {
        await expect.poll(() => asked().length, { timeout: 60_000 }).toBeGreaterThan(nth);
        screen.type(`${asked()[nth] === 'ops' ? fleetPassword : other}\r`);
      }
      expect(await screen.exited, screen.seen()).toEqual({ code: 1 });
      expect(screen.seen()).toContain('sudo on `h3` wants another password of one account than of another');
      expect((await asks.exec('h3', 'ls /tmp/ran')).stdout).toBe('');
    } finally {
      await asks.stop();
    }
  });

  it('steps, checks, values and remedies come to the same outcomes with the same words', async () => {
    const file = book(
      'same.md',
      `  hosts: h[1-4]\n  max-failures: 100%\n  inputs:\n    word: { default: "it's {{ 1 + 1 }} $HOME \\"x\\" 🙂" }`,
      fence('sh {name=healthy check=true}', 'test "$OPSBOOK_HOST" != h2'),
      fence('sh {name=broken check=true hosts=h1}', 'no-such-command-here'),
      fence('bash {name=say capture=SAID}', 'printf "%s\\n" "$word"; echo err >&2; false | true || echo "pipefail"'),
      fence('python {name=py}', 'import os\nprint(os.environ["SAID"], os.environ["OPSBOOK_HOST"])'),
      fence('sh {name=whose sudo=true}', 'id -un; cat; echo "$OPSBOOK_USER $OPSBOOK_PORT $OPSBOOK_STEP"'),
      fence('sh {name=mend fixes=healthy sudo=true}', 'echo mended'),
      fence('sh {name=codes expect=3}', 'exit 3'),
      fence('sh {name=wrong expect=3 on-failure=continue}', 'exit 4'),
      fence('sh {name=pattern expect="/^a+b$/"}', 'echo x; echo aab'),
      fence('sh {name=slow timeout=1s hosts=h3}', 'sleep 30'),
      fence('sh {name=killed hosts=h4}', 'kill -TERM $$'),
      fence('sh {name=last when=healthy}', 'echo last'),
      fence('sh {name=unhealthy when=!healthy}', 'echo never'),
    );
    const { ours, theirs } = await both(file, 'true');
    expect(theirs.outcomes).toEqual(ours.outcomes);
    expect(theirs.messages).toEqual(ours.messages);
    expect(theirs.status).toBe(ours.status);
    const whys = ({ events }: Ran) =>
      events.flatMap((event) => (event.type === 'block-started' && event.why !== undefined ? [`${event.block} ${event.why}`] : [])).sort();
    expect(whys(theirs)).toEqual(whys(ours));
    expect(Object.keys(theirs.output).sort()).toEqual(Object.keys(ours.output).sort());
    for (const key of ['say@h3', 'py@h3', 'whose@h4', 'pattern@h4'])
      expect(lines(theirs.output[key]), key).toEqual(lines(ours.output[key]));
    expect(theirs.output['py@h3']).toBe('it\'s {{ 1 + 1 }} $HOME "x" 🙂\npipefail h3\n');
    expect((await call(['show', 'last'])).stdout).toContain('last');
  });

  it('files, their reloads, owed ones and those that fail, come to the same', async () => {
    const file = book(
      'files.md',
      '  hosts: h[1-4]\n  sudo: true\n  max-failures: 100%',
      fence('sh {name=there check=true}', 'grep -qs weekly /etc/logrotate.d/app'),
      fence('sh {name=who capture=WHO}', 'echo root'),
      fence(
        'logrotate {name=rotate file=/etc/logrotate.d/app fixes=there mode=0640}',
        '/var/log/app/*.log {\n    weekly\n    rotate 7\n    missingok\n    create 640 {{ WHO }} adm\n}',
      ),
      fence('text {name=one file=/etc/app.conf reload=tell replace=true}', '# {{ unknown }} stays\nbetter'),
      fence('text {name=two file=/etc/app2.conf reload=tell validate="grep -q two %s"}', 'two'),
      fence('sh {name=tell}', 'echo "told $OPSBOOK_NEW_FILE" >> /etc/told; test ! -e /etc/fragile || ! grep -q better /etc/app.conf'),
      fence('text {name=most file=/etc/most.conf hosts=h3}', 'all new'),
      fence('sh {name=after when=one}', 'echo after'),
      fence('logrotate {name=bad file=/etc/logrotate.d/bad hosts=h4}', '/var/log/bad.log {\n    rotate seven\n}'),
    );
    const reset =
      'rm -rf /etc/logrotate.d/app* /etc/app*.conf* /etc/told /etc/fragile /etc/logrotate.d/bad /var/lib/opsbook; seq 9 > /etc/most.conf; echo old > /etc/app.conf; chown 33:44 /etc/app.conf; chmod 640 /etc/app.conf';
    const ready = `${reset}; case $(hostname) in h2) touch /etc/fragile;; esac`;
    const { ours, theirs } = await both(file, ready, ['--confirm', 'rotate']);
    expect(theirs.outcomes).toEqual(ours.outcomes);
    expect(theirs.outcomes).toMatchObject({
      'rotate@h1': 'fixed',
      'one@h1': 'ok',
      'one@h2': 'failed',
      'tell@h2': 'ok',
      'bad@h4': 'failed',
      'most@h3': 'refused',
    });
    expect(theirs.messages).toEqual(ours.messages);
    // The daemon's words stand at the line of the runbook.
    const line = readFileSync(join(folder, file), 'utf8').split('\n').indexOf('    rotate seven') + 1;
    expect(theirs.events).toContainEqual(
      expect.objectContaining({ type: 'note', level: 'error', line, message: expect.stringContaining('seven') }),
    );
    expect(await shell('h1', 'stat -c "%u %g %a" /etc/app.conf; cat /etc/app.conf /etc/told; stat -c %a /etc/logrotate.d/app')).toBe(
      '33 44 640\n# {{ unknown }} stays\nbetter\ntold /etc/app2.conf\n640\n',
    );
    expect(await shell('h1', 'grep create /etc/logrotate.d/app; ls -A /var/lib/opsbook/owed')).toBe('    create 640 root adm\n');
    expect(await shell('h2', 'cat /etc/app.conf; ls /etc/app2.conf 2>/dev/null; ls -A /var/lib/opsbook/owed')).toBe('old\n');
    expect(await shell('h4', 'ls /etc/logrotate.d | grep -c bad')).toBe('0\n');

    // A second run finds all as it should be; what is owed it pays, whoever owes it.
    await fleet.exec(
      'h3',
      'mark=/var/lib/opsbook/owed/$(printf %s /etc/app.conf | sha256sum | cut -c1-16)-app.conf; mkdir -p ${mark%/*}; echo x > $mark; rm /etc/told',
    );
    const again = await runBy('ansible', file, ['--host', 'h1,h3']);
    expect(again.outcomes).toMatchObject({
      'rotate@h1': 'unchanged',
      'one@h1': 'unchanged',
      'one@h3': 'unchanged',
      'tell@h3': 'ok',
      'after@h1': 'skipped',
    });
    expect(again.outcomes['tell@h1']).toBeUndefined();
    expect(await shell('h3', 'cat /etc/told; ls -A /var/lib/opsbook/owed')).toBe('told \n');

    // The record is like any other: it is shown, and taken back by our own engine.
    expect((await call(['show', 'last'])).stdout).toContain('rotate');
    const undone = await runBy('ansible', file, ['--host', 'h1', '--step', 'one']);
    expect(undone.status).toBe(0);
  });

  it('a check that fails after a file takes the file back', async () => {
    const file = book(
      'back.md',
      '  hosts: h[1-2]\n  sudo: true\n  max-failures: 100%',
      fence('sh {name=holds check=true}', 'grep -q new /etc/back.conf && test "$OPSBOOK_HOST" != h2'),
      fence('text {name=conf file=/etc/back.conf fixes=holds reload=tell replace=true}', 'new'),
      fence('sh {name=tell}', 'cat /etc/back.conf >> /etc/back.told'),
    );
    const { ours, theirs } = await both(file, 'rm -f /etc/back*; echo old > /etc/back.conf');
    expect(theirs.outcomes).toEqual(ours.outcomes);
    expect(theirs.outcomes).toMatchObject({ 'conf@h1': 'fixed', 'conf@h2': 'failed' });
    expect(theirs.messages).toEqual(ours.messages);
    expect(await shell('h2', 'cat /etc/back.conf /etc/back.told')).toBe('old\nnew\nold\n');
  });

  it('parts: between their two lines, and by keyed units', async () => {
    const file = book(
      'parts.md',
      '  hosts: h[1-4]\n  sudo: true\n  max-failures: 100%',
      fence('sh {name=word capture=WORD}', 'echo it'),
      fence('text {name=some file=/etc/some.conf part=true reload=tell}', 'ours {{ WORD }}'),
      fence('sh {name=tell}', 'test ! -e /etc/fragile'),
      fence('logrotate {name=rotate file=/etc/logrotate.d/part part=true}', '/var/log/part.log {\n    rotate 3\n}'),
      fence(
        'fstab {name=table file=/etc/fstab part=true}',
        '# ours: {{ WORDS }}\ntmpfs /srv/two tmpfs size=2m 0 0\ntmpfs /srv/three tmpfs size=3m 0 0',
      ),
      fence('sh {name=shown}', 'cat /etc/some.conf /etc/fstab'),
    );
    const reset = `rm -rf /etc/some.conf* /etc/logrotate.d/part* /etc/fragile /etc/fstab* /var/lib/opsbook /srv/*; mkdir /srv/one /srv/two /srv/three
      printf 'tmpfs /srv/one tmpfs size=1m 0 0\n# {{ not }} ours\ntmpfs /srv/two tmpfs size=1m 0 0\n' > /etc/fstab
      printf '/var/log/x.log {\n    weekly\n}\n' > /etc/logrotate.d/part
      case $(hostname) in h2) printf 'theirs\n# opsbook some begin\nold\n# opsbook some end\nand more\n' > /etc/some.conf;;
      h3) printf theirs > /etc/some.conf; touch /etc/fragile;;
      h4) printf '# opsbook some begin\n' > /etc/some.conf; printf '/var/log/x.log {\n    rotate nine\n}\n' > /etc/logrotate.d/part;; esac`;
    const { ours, theirs } = await both(file, reset, ['--confirm', 'some']);
    expect(theirs.outcomes).toEqual(ours.outcomes);
    expect(theirs.outcomes).toMatchObject({
      'some@h1': 'ok',
      'some@h2': 'ok',
      'some@h3': 'failed',
      'some@h4': 'refused',
      'table@h1': 'ok',
    });
    expect(theirs.messages).toEqual(ours.messages);
    for (const host of ['h1', 'h2']) expect(theirs.output[`shown@${host}`]).toBe(ours.output[`shown@${host}`]);
    expect(await shell('h2', 'cat /etc/some.conf')).toBe('theirs\n# opsbook some begin\nours it\n# opsbook some end\nand more\n');
    expect(await shell('h3', 'cat /etc/some.conf')).toBe('theirs');
    expect(await shell('h1', 'cat /etc/fstab')).toBe(
      'tmpfs /srv/one tmpfs size=1m 0 0\n# {{ not }} ours\ntmpfs /srv/two tmpfs size=2m 0 0\ntmpfs /srv/three tmpfs size=3m 0 0\n',
    );
    const again = await runBy('ansible', file, ['--host', 'h1']);
    expect(again.outcomes).toMatchObject({ 'some@h1': 'unchanged', 'table@h1': 'unchanged', 'rotate@h1': 'unchanged' });
    expect(again.outcomes['tell@h1']).toBeUndefined();
  });

  it('a host that goes down is awaited with another boot id, and told from one that is the same', async () => {
    const file = book(
      'boot.md',
      '  hosts: h[2-3]\n  sudo: true\n  max-failures: 100%',
      fence('sh {name=fails reboot=true hosts=h3 on-failure=continue}', 'exit 4'),
      fence('sh {name=boot reboot=true timeout=120s then=well hosts=h2}', `${reboot({ seconds: 2 })}; sleep 60`),
      fence('sh {name=same reboot=true timeout=4s hosts=h3}', `${reboot({ seconds: 0.5, same: true })}; sleep 60`),
      fence('sh {name=well check=true sudo=false}', 'test -e /tmp/boot-id'),
      fence('sh {name=after}', 'echo after'),
    );
    const { ours, theirs } = await both(file, 'umount /proc/sys/kernel/random/boot_id 2>/dev/null; rm -f /tmp/boot-id', [
      '--confirm',
      'boot,fails,same',
    ]);
    expect(theirs.outcomes).toEqual(ours.outcomes);
    expect(theirs.outcomes).toMatchObject({ 'boot@h2': 'ok', 'after@h2': 'ok', 'fails@h3': 'failed', 'same@h3': 'timed-out' });
    expect(theirs.messages).toEqual(ours.messages);
  });

  it('a host that dies in mid-run is lost, and the others go on', async () => {
    const file = book(
      'dies.md',
      '  hosts: h[1-3]\n  max-failures: 100%',
      fence('sh {name=long timeout=5m}', 'echo begun; test "$OPSBOOK_HOST" != h2 || sleep 4322'),
      fence('sh {name=after}', 'echo after'),
    );
    const running = runBy('ansible', file);
    await expect.poll(() => shell('h2', 'pgrep -fc "sleep 432[2]" || true'), { timeout: 200_000 }).toMatch(/^[1-9]/);
    await fleet.fault('h2', 'linkdown');
    try {
      const { outcomes, messages } = await running;
      expect(outcomes).toEqual({
        'long@h1': 'ok',
        'long@h2': 'lost',
        'long@h3': 'ok',
        'after@h1': 'ok',
        'after@h2': 'skipped',
        'after@h3': 'ok',
      });
      expect(messages['long@h2']).toContain('the connection went while it ran');
    } finally {
      await fleet.fault('h2', 'linkup');
    }
  });

  it('what it did is taken back by `opsbook undo`', async () => {
    const file = book(
      'undo.md',
      '  hosts: h[1-2]\n  sudo: true',
      fence('text {name=conf file=/etc/undo.conf reload=tell}', 'new\nold'),
      fence('sh {name=tell}', 'cat /etc/undo.conf >> /etc/undo.told'),
      fence('sh {name=made}', 'touch /etc/made'),
      fence('sh {name=unmade undoes=made}', 'rm /etc/made'),
    );
    await everywhere('rm -f /etc/undo* /etc/made; echo old > /etc/undo.conf');
    const ran = await runBy('ansible', file);
    expect(ran.status).toBe(0);
    const undone = await call(['undo', 'last', '--yes', '--ssh-config', fleet.sshConfig]);
    expect({ status: undone.status, stderr: undone.stderr }).toEqual({ status: 0, stderr: '' });
    expect(await shell('h1', 'cat /etc/undo.conf /etc/undo.told; ls /etc/made 2>&1 | grep -c No')).toBe('old\nnew\nold\nold\n1\n');
  });

  it('rolls batch by batch and stops at the first that fails', async () => {
    const file = book(
      'roll.md',
      '  hosts: h[1-4]\n  rolling: 1, 2\n  max-failures: 0',
      fence('sh {name=first}', 'echo $OPSBOOK_HOST; test $OPSBOOK_HOST != h3'),
      fence('sh {name=second}', 'true'),
    );
    const { ours, theirs } = await both(file, 'true');
    expect(theirs.outcomes).toEqual(ours.outcomes);
    expect(theirs.outcomes).toEqual({
      'first@h1': 'ok',
      'second@h1': 'ok',
      'first@h2': 'ok',
      'first@h3': 'failed',
      'second@h2': 'skipped',
      'second@h3': 'skipped',
      'first@h4': 'skipped',
      'second@h4': 'skipped',
    });
    expect(theirs.messages).toEqual(ours.messages);
  });

  it('at another host, required ahead, and on this machine', async () => {
    const file = book(
      'at.md',
      '  hosts: h[1-2]\n  max-failures: 100%',
      fence('sh {name=drain at=h3 requires=ready capture=SEEN}', 'echo "$(hostname) drains $OPSBOOK_HOST"'),
      fence('sh {name=ready check=true}', 'echo looked'),
      fence('sh {name=here hosts=local}', 'echo "$OPSBOOK_HOST"'),
      fence('sh {name=says}', 'echo "$SEEN"'),
      fence('sh {name=proven then=ready}', 'true'),
    );
    const { ours, theirs } = await both(file, 'true');
    expect(theirs.outcomes).toEqual(ours.outcomes);
    expect(theirs.output['says@h2']).toBe('h3 drains h2\n');
    expect(theirs.output['here@local']).toBe('local\n');
    expect(theirs.output).toEqual(ours.output);
  });

  it('keeps secrets out of every file, command line, log and record', async () => {
    const secret = 'planted-s3cret {{ 7 * 7 }} value';
    const file = book(
      'secret.md',
      '  hosts: h[1-2]\n  sudo: true\n  inputs:\n    token: { secret: true }',
      fence('sh {name=use}', 'test "${#token}" = 32; echo "it is $token"; ps -eo args | grep -c "planted-s3cre[t]" || true'),
      fence('text {name=keep file=/etc/token mode=0600}', 'token={{ token }}'),
    );
    const { outcomes, output, called, status } = await runBy('ansible', file, [], { OPSBOOK_INPUT_token: secret });
    expect({ outcomes, status, stderr: status === 0 ? '' : called.stderr }).toEqual({
      outcomes: { 'use@h1': 'ok', 'use@h2': 'ok', 'keep@h1': 'ok', 'keep@h2': 'ok' },
      status: 0,
      stderr: '',
    });
    expect(output['use@h1']).toBe('it is ********\n0\n');
    expect(await shell('h1', 'cat /etc/token; stat -c %a /etc/token')).toBe(`token=${secret}\n600\n`);
    expect(`${called.stdout}${called.stderr}`).not.toContain('planted-s3cret');
    const found = await runProgram('grep', ['-rl', 'planted-s3cret', state()]);
    expect(found.stdout).toBe('');
    for (const host of ['h1', 'h2'])
      expect(await shell(host, 'grep -rls planted-s3cret /var/log /tmp /root /home /var/lib/opsbook')).toBe('');
    expect(readdirSync(temporary()).filter((name) => name.startsWith('opsbook-ansible-'))).toEqual([]);
  });

  it('refuses a host whose key has changed, and never turns the check off', async () => {
    const file = book('key.md', '  hosts: h1', fence('sh {name=one}', 'true'));
    const saved = join(folder, 'plan.json');
    await call(['plan', file, '--out', saved, '--ssh-config', fleet.sshConfig]);
    const known = readFileSync(fleet.knownHosts, 'utf8');
    const wrong =
      known.split('\n').find((line) => line.startsWith(fleet.details('h2').address) || line.includes(`${fleet.details('h2').address}`)) ??
      '';
    writeFileSync(fleet.knownHosts, `${fleet.details('h1').address} ${wrong.split(' ').slice(1).join(' ')}\n`);
    try {
      const called = await call(['run', file, '--plan', saved, '--json', '--engine', 'ansible', '--ssh-config', fleet.sshConfig]);
      expect(called.stdout).toContain('"outcome":"refused"');
      expect(called.status).toBe(1);
    } finally {
      writeFileSync(fleet.knownHosts, known);
    }
  });

  it('confirm is asked before the first block, and no answer is no', async () => {
    const file = book('confirm.md', '  hosts: h[1-2]', fence('sh {name=before}', 'true'), fence('sh {name=sure confirm="Really"}', 'true'));
    const no = await runBy('ansible', file);
    expect(no.outcomes).toEqual({ 'before@h1': 'ok', 'before@h2': 'ok', 'sure@h1': 'refused', 'sure@h2': 'refused' });
    const yes = await runBy('ansible', file, ['--confirm', 'sure']);
    expect(yes.outcomes['sure@h2']).toBe('ok');
  });

  it('a cancel ends it, and what it runs on the hosts', async () => {
    const file = book('cancel.md', '  hosts: h1', fence('sh {name=long timeout=5m}', '(trap "" TERM; sleep 4321) & sleep 4321'));
    const begun = begin(file);
    await expect.poll(() => shell('h1', 'pgrep -fc "sleep 4321" || true'), { timeout: 200_000 }).toMatch(/^[2-9]/);
    begun.interrupt();
    expect(await begun.exited).toBe(130);
    expect(begun.out()).toContain('"outcome":"cancelled"');
    expect(await shell('h1', 'pgrep -f "sleep 432[1]"')).toBe('');
  });

  it('refuses by name what Ansible cannot do, with the line, and opens nothing', async () => {
    const file = book(
      'cannot.md',
      '  hosts: h1\n  sudo: true',
      fence('sh {name=long detach=true}', 'true'),
      fence('sh {name=work background=true}', 'true'),
      fence('sh {name=gives}', 'echo A=1 >> $OPSBOOK_OUTPUT'),
      fence('sh {name=sets}', 'export WORD=1'),
      fence('sh {name=reads}', 'echo $WORD'),
      fence('interfaces {name=net file=/etc/network/interfaces}', 'auto lo\niface lo inet loopback'),
      fence('sh {name=seat interactive=true}', 'true'),
    );
    for (const args of [
      ['run', file, '--yes', '--engine', 'ansible', '--ssh-config', fleet.sshConfig],
      ['export', file, '--format', 'ansible', '--ssh-config', fleet.sshConfig],
    ]) {
      const { status, stderr } = await call(args);
      expect(status).toBe(2);
      for (const [line, what] of [
        [8, '`long`: `detach`'],
        [12, '`work`: `background`'],
        [16, '`gives`: `OPSBOOK_OUTPUT`'],
        [20, '`sets`: `export WORD`'],
        [28, '`net`: `guard`'],
        [33, '`seat`: `interactive`'],
      ])
        expect(stderr).toContain(`cannot.md:${line}: ${what}`);
    }
  });

  it('says what to do where ansible-playbook is not installed', async () => {
    const file = book('none.md', '  hosts: h1', fence('sh {name=one}', 'true'));
    const { status, stderr } = await call(['run', file, '--yes', '--engine', 'ansible', '--ssh-config', fleet.sshConfig], {
      PATH: '/nowhere',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/ansible-playbook.*not in PATH.*apt install ansible-core/);
  });
});

describe('on a control node', patience, () => {
  const control = ['--ansible-control', 'h4'];
  const left = `find / /dev/shm -xdev -name 'opsbook-ansible-*' 2>/dev/null; pgrep -a ansible; pgrep -fa 'ssh.*opsbook-[a]nsible'; true`;
  beforeAll(async () => {
    const key = readFileSync(fleet.keys.plain, 'utf8');
    const known = readFileSync(fleet.knownHosts, 'utf8');
    const home = '/home/ops/.ssh';
    await fleet.exec('h4', `mkdir -p ${home}; cat > ${home}/id_ed25519; chmod 600 ${home}/id_ed25519; chown -R ops ${home}`, key);
    await fleet.exec('h4', `cat > ${home}/known_hosts; chmod 1777 /dev/shm`, known);
  });

  it('does the same there, with secrets in no file, command line or environment that another reads', async () => {
    const secret = 'planted-s3cret {{ 7 * 7 }} there';
    const file = book(
      'there.md',
      '  hosts: h[1-2]\n  sudo: true\n  inputs:\n    token: { secret: true }',
      fence('sh {name=healthy check=true}', 'test -e /etc/there.conf'),
      fence('text {name=conf file=/etc/there.conf fixes=healthy mode=0600}', 'token={{ token }}'),
      fence('fstab {name=table file=/etc/fstab part=true}', 'tmpfs /srv/there tmpfs size=2m 0 0'),
      fence('sh {name=say capture=SAID}', 'echo "$OPSBOOK_HOST $OPSBOOK_USER"; test -n "$token"'),
      fence('sh {name=slow}', 'sleep 3; echo "$SAID"'),
    );
    await everywhere('rm -f /etc/there.conf; mkdir -p /srv/there; echo "tmpfs /srv/one tmpfs size=1m 0 0" > /etc/fstab');
    let seen = '';
    let over = false;
    const watching = (async () => {
      while (!over)
        seen += await shell(
          'h4',
          `ps -ewwo args; grep -rqs --exclude-dir='opsbook-ansible-*' planted-s3[c]ret /tmp /dev/shm /home /var/log /var/lib /root && printf 'lea%s' ked`,
        );
    })();
    const ran = await runBy('ansible', file, control, { OPSBOOK_INPUT_token: secret });
    over = true;
    await watching;
    expect({ outcomes: ran.outcomes, stderr: ran.called.stderr }).toMatchObject({
      outcomes: { 'healthy@h1': 'ok', 'conf@h1': 'fixed', 'table@h2': 'ok', 'say@h2': 'ok', 'slow@h2': 'ok' },
    });
    expect(ran.output['slow@h2']).toBe('h2 ops\n');
    expect(await shell('h1', 'cat /etc/there.conf; cat /etc/fstab')).toBe(
      `token=${secret}\ntmpfs /srv/one tmpfs size=1m 0 0\ntmpfs /srv/there tmpfs size=2m 0 0\n`,
    );
    expect(seen).toContain('ansible-playbook');
    expect(seen).not.toMatch(/planted-s3cret|leaked/);
    expect(`${ran.called.stdout}${ran.called.stderr}`).not.toContain('planted-s3cret');
    expect((await runProgram('grep', ['-rl', 'planted-s3cret', state()])).stdout).toBe('');
    expect(await shell('h4', left)).toBe('');
  });

  it('a host that does not let it in from there is refused, and whose login that was is said', async () => {
    const file = book('there-refused.md', '  hosts: h1', fence('sh {name=say}', 'true'));
    const key = '/home/ops/.ssh/id_ed25519';
    await fleet.exec('h4', `mv ${key} ${key}.away`);
    try {
      const ran = await runBy('ansible', file, control);
      expect([ran.outcomes, ran.status]).toEqual([{ 'say@h1': 'refused' }, 1]);
      expect(ran.messages['say@h1']).toMatch(/^from the control node `h4`: .*Permission denied/);
    } finally {
      await fleet.exec('h4', `mv ${key}.away ${key}`);
    }
  });

  it.each([
    ['a cancel', 'cancelled'],
    ['a lost control node', 'lost'],
  ] as const)('%s ends it there, and what it runs on the hosts', async (_, how) => {
    const file = book('there-long.md', '  hosts: h[1-2]', fence('sh {name=long timeout=5m}', 'sleep 4323'));
    const begun = begin(file, control);
    await expect.poll(() => shell('h2', 'pgrep -fc "sleep 432[3]" || true'), { timeout: 200_000 }).toMatch(/^[1-9]/);
    if (how === 'cancelled') begun.interrupt();
    else await fleet.fault('h4', 'linkdown');
    const status = await begun.exited;
    if (how === 'lost') await fleet.fault('h4', 'linkup');
    expect([status, begun.out()]).toEqual([how === 'cancelled' ? 130 : 1, expect.stringContaining(`"outcome":"${how}"`)]);
    expect(await shell('h1', 'pgrep -f "sleep 432[3]"')).toBe('');
    await expect.poll(() => shell('h4', left), { timeout: 30_000 }).toBe('');
  });

  it('says what is missing: the host, ansible-core there, this machine', async () => {
    const file = book('there-not.md', '  hosts: h1', fence('sh {name=one}', 'true'));
    await fleet.exec('h3', 'mount --bind /dev/null /usr/bin/ansible-playbook; mount -o remount,bind,noexec /usr/bin/ansible-playbook');
    const none = await runBy('ansible', file, ['--ansible-control', 'h3']);
    expect(none.called.stdout).toContain('`ansible-playbook` is not in PATH on `h3`');
    const nobody = await runBy('ansible', file, ['--ansible-control', 'nobody.invalid']);
    expect([nobody.status, nobody.called.stdout]).toEqual([1, expect.stringContaining('the control node `nobody.invalid`')]);
    const here = await runBy('ansible', book('there-here.md', '  hosts: local', fence('sh {name=one}', 'true')), control);
    expect([here.status, here.called.stderr]).toEqual([2, expect.stringContaining('`local` is this machine')]);
    const ours = await runBy('opsbook', file, control);
    expect([ours.status, ours.called.stderr]).toEqual([2, expect.stringContaining('goes with `--engine ansible`')]);
  });
});

describe('as a playbook', patience, () => {
  it('is taken by ansible-lint, and does what the runbook does when ansible-playbook runs it', async () => {
    const file = book(
      'export.md',
      '  hosts: h[1-3]\n  sudo: true\n  rolling: 1, 2\n  inputs:\n    word: { default: "{{ 2 * 3 }}" }\n    token: { secret: true }',
      fence('sh {name=there check=true}', 'test -f /etc/mended'),
      fence('sh {name=mend fixes=there confirm=true capture=WHAT}', 'echo "$word" | tee /etc/mended'),
      fence(
        'logrotate {name=rotate file=/etc/logrotate.d/app reload=tell}',
        '/var/log/app.log {\n    weekly\n    rotate 3\n    # {{ WHAT }}\n}',
      ),
      fence('sh {name=tell}', 'echo told >> /etc/told'),
      fence('sh {name=other check=true}', 'grep -q new /etc/other.conf'),
      fence('text {name=another file=/etc/other.conf fixes=other reload=tell-too}', 'new'),
      fence('sh {name=tell-too}', 'true'),
      fence('sh {name=use}', 'echo "$token" > /etc/used'),
      fence('sh {name=back undoes=mend}', 'rm /etc/mended'),
    );
    await everywhere('rm -rf /etc/mended /etc/told /etc/other.conf /etc/logrotate.d/app* /var/lib/opsbook');
    const { status, stdout, stderr } = await call(['export', file, '--format', 'ansible', '--ssh-config', fleet.sshConfig]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const playbook = join(folder, 'export.yml');
    writeFileSync(playbook, stdout);
    const lint = await runProgram('ansible-lint', ['--offline', '--nocolor', '-q', playbook]);
    expect({ code: lint.code, words: lint.code === 0 ? '' : `${lint.stdout}${lint.stderr}` }).toEqual({ code: 0, words: '' });
    const vars = join(folder, 'vars.json');
    writeFileSync(vars, JSON.stringify({ opsbook_confirm: 'mend', opsbook_secret_token: 'from-the-vault' }));
    const run = (...args: string[]) =>
      runProgram('env', [
        `ANSIBLE_SSH_COMMON_ARGS=-F ${fleet.sshConfig}`,
        'ANSIBLE_NOCOLOR=1',
        'ansible-playbook',
        '-i',
        'h1,h2,h3,',
        '-e',
        `@${vars}`,
        playbook,
        ...args,
      ]);
    const first = await run();
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(await shell('h3', 'cat /etc/mended /etc/told /etc/used; grep "#" /etc/logrotate.d/app; ls -A /var/lib/opsbook/owed')).toBe(
      '{{ 2 * 3 }}\ntold\nfrom-the-vault\n    # {{ 2 * 3 }}\n',
    );
    expect(first.stdout).not.toContain('from-the-vault');
    await run('--tags', 'undo');
    expect(await shell('h2', 'ls /etc/mended')).toBe('');
  });
});
