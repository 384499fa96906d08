import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../client/src/run/events.ts';
import { descendants } from '../../fleet/processes.ts';
import { type Called, opsbook, program } from './opsbook.ts';

let folder: string;
let env: NodeJS.ProcessEnv;
const book = (front: string, ...fences: string[]): string => {
  const path = join(folder, 'book.md');
  writeFileSync(path, `---\nrunbook:\n${front}\n---\n\n# Test\n\n${fences.join('\n\n')}\n`);
  return path;
};
const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\``;
const call = (args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Called> =>
  opsbook(args, { cwd: folder, env: { ...env, ...more } });
/** A run that goes on: something is to befall it. */
const begun = (path: string, more: NodeJS.ProcessEnv = {}, ...args: readonly string[]) => {
  const child = spawn(process.execPath, [program, 'run', '--yes', path, ...args], {
    cwd: folder,
    env: { ...process.env, ...env, ...more, NO_COLOR: '1' },
  });
  return { child, ended: new Promise<number | null>((done) => child.once('exit', done)) };
};
const events = ({ stdout }: Called): RunEvent[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RunEvent);
const outcomes = (called: Called): string[] =>
  events(called).flatMap((event) => (event.type === 'block-ended' ? [`${event.block} ${event.outcome}`] : []));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-run-'));
  env = { XDG_STATE_HOME: join(folder, 'state') };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('opsbook plan', () => {
  it('shows what would happen and does nothing', async () => {
    const target = join(folder, 'plan-target');
    const path = book('  hosts: local', fence('sh {name=touch}', `touch ${target}`), fence(`sh {name=file file=${target}.conf}`, 'a=1'));
    const { status, stdout } = await call(['plan', path]);
    expect(status).toBe(0);
    expect(stdout).toContain('1 touch  step · on local');
    expect(stdout).toContain('+a=1');
    expect(readdirSync(folder).filter((name) => name.startsWith('plan-target'))).toEqual([]);
  });

  it('names what cannot be taken back, at its line', async () => {
    const path = book('  hosts: local', fence('sh {name=wipe confirm=true}', 'true\nmkfs.ext4 /dev/sdzz'));
    const { stdout } = await call(['plan', path]);
    expect(stdout).toMatch(/! line \d+: `mkfs.ext4` makes an empty file system\n/);
  });

  it('says what goes on without a connection', async () => {
    const { stdout } = await call(['plan', book('  hosts: local', fence('sh {name=long detach=true}', 'true'))]);
    expect(stdout).toContain('long  step · on local · goes on there when the connection is cut\n');
  });

  it('gives the plan as JSON, and a host that does not answer as trouble', async () => {
    writeFileSync(join(folder, 'ssh_config'), 'Host dead\n  HostName 127.0.0.1\n  Port 1\n');
    const path = book('  hosts: dead', fence('sh {name=a}', 'true'));
    const called = await call(['plan', '--json', '--ssh-config', 'ssh_config', path]);
    const plan = JSON.parse(called.stdout);
    expect(plan.hosts).toMatchObject([{ name: 'dead', address: '127.0.0.1', port: 1, trouble: { outcome: 'unreachable' } }]);
    expect(plan.hosts[0].trouble.message).toMatch(/127\.0\.0\.1/);
    expect(called.status).toBe(1);
  });
});

describe('opsbook run', () => {
  it('refuses without a terminal, --yes or --plan', async () => {
    const { status, stderr } = await call(['run', book('  hosts: local', fence('sh', 'true'))]);
    expect([status, stderr]).toEqual([
      2,
      'opsbook: there is no terminal to confirm the plan at: `--yes`, or `opsbook run --plan FILE` with a plan of `opsbook plan --out FILE`, was expected\n',
    ]);
  });

  it('names no option that a command has not got, and what is wrong with the call first', async () => {
    const path = book('  hosts: local', fence('sh {name=there check=true}', 'true'), fence('sh {fixes=there}', 'true'));
    await call(['check', path]);
    for (const args of [
      ['run', '-e', 'true', '--host', 'local'],
      ['fix', path],
      ['undo', 'last'],
    ])
      expect([args, (await call(args)).stderr]).toEqual([
        args,
        'opsbook: there is no terminal to confirm the plan at: `--yes` was expected\n',
      ]);
    for (const [wrong, ...args] of [
      ['needs `--host EXPRESSION`', 'run', '-e', 'true'],
      ['there is no such file', 'run', 'nothing.md'],
      ['there is no such file', 'fix', 'nothing.md'],
      ['no run is called `nothing`', 'undo', 'nothing'],
    ])
      expect([args, (await call(args)).stderr]).toEqual([args, expect.stringContaining(wrong ?? '')]);
  });

  describe('for an account that stands in no list, as a container may have it', () => {
    const who = process.getuid?.() === 0 ? 61_234 : process.getuid?.();
    // Who is not root cannot be another, and is at least somebody.
    const as = process.getuid?.() === 0 ? ['setpriv', `--reuid=${who}`, '--clear-groups'] : ['env'];
    let home: string;
    const called = (environment: NodeJS.ProcessEnv, ...args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync('env', [...as, process.execPath, program, ...args], {
        encoding: 'utf8',
        cwd: home,
        env: { PATH: process.env['PATH'], NO_COLOR: '1', ...environment },
      });
      return { status, said: stdout + stderr };
    };
    beforeAll(() => {
      home = mkdtempSync(join(tmpdir(), 'opsbook-nobody-'));
      writeFileSync(join(home, 'book.md'), `---\nrunbook:\n  hosts: local\n---\n\n# Test\n\n${fence('sh {name=a check=true}', 'id -u')}\n`);
      if (as.length > 1) chownSync(home, who ?? 0, 0);
    });
    afterAll(() => rmSync(home, { recursive: true }));

    it('works where the environment says its home folder', () => {
      const own = { HOME: home, XDG_STATE_HOME: home };
      expect(called(own, 'run', '--yes', '-e', 'id -u', '--host', 'local').said).toContain(`| ${who}\n   ok command`);
      expect(called(own, 'ping', 'ssh://nowhere.invalid').said).toContain('nowhere.invalid  ');
    });

    // Only there nobody says it: this machine's list of accounts knows the home of whoever runs this.
    it.runIf(as.length > 1).each([{}, { HOME: '' }])(
      'does without one what needs none, and says of the rest what is missing: %j',
      (environment) => {
        for (const args of [['lint', 'book.md'], ['plan', 'book.md'], ['hosts', 'local'], ['ping', 'local'], ['explain'], ['--version']])
          expect([args, called(environment, ...args)]).toMatchObject([args, { status: 0 }]);
        const missing = `there is no folder to keep anything in: \`HOME\` is not set, and the account ${who} stands in no list that says where its home folder is; \`HOME\` or \`XDG_STATE_HOME\` was expected\n`;
        for (const args of [['runs'], ['show'], ['undo', 'last', '--yes'], ['rerun', 'last'], ['export', 'last'], ['sandbox', 'reset']])
          expect([args, called(environment, ...args)]).toEqual([args, { status: 2, said: `opsbook: ${missing}` }]);
        expect(called(environment, 'check', 'book.md')).toEqual({
          status: 2,
          said: expect.stringContaining(`opsbook: the record of the run cannot be written, so nothing was run: ${missing}`),
        });
        expect(called(environment, 'plan', 'book.md', '--sandbox')).toEqual({ status: 1, said: expect.stringContaining(missing) });
        const kept = { ...environment, XDG_STATE_HOME: join(home, 'kept') };
        expect(called(kept, 'check', 'book.md')).toEqual({ status: 0, said: expect.stringContaining(`| ${who}\n`) });
        expect(called(kept, 'runs').said).toContain('done');
      },
    );
  });

  it('looks, mends, looks again, and the second time changes nothing', async () => {
    const target = join(folder, 'mended');
    const path = book(
      '  hosts: local',
      fence('sh {name=there check=true}', `grep -q b=2 ${target}`),
      fence(`sh {name=put fixes=there file=${target} mode=0600 reload=told}`, 'b=2'),
      fence('sh {name=told}', `echo told >> ${target}.log`),
    );
    const first = await call(['run', '--yes', '--json', path]);
    expect(outcomes(first)).toEqual(['there symptom', 'told ok', 'there ok', 'put fixed']);
    expect([first.status, readFileSync(target, 'utf8'), statSync(target).mode & 0o777]).toEqual([0, 'b=2\n', 0o600]);
    const second = await call(['run', '--yes', '--json', path]);
    expect([second.status, ...outcomes(second)]).toEqual([0, 'there ok', 'put unchanged']);
    expect(readFileSync(`${target}.log`, 'utf8')).toBe('told\n');
  });

  it('a check says what would mend what it found: the same call of fix, as a shell takes it', async () => {
    const target = join(folder, "it's mended");
    const absent = `test -e "${target}"`;
    const blocks = [
      fence('sh {name=there check=true}', absent),
      fence('sh {name=too check=true}', absent),
      fence('sh {name=put fixes=there}', `touch "${target}"`),
      fence('sh {name=apart fixes=too excludeFromRunAll=true}', 'true'),
    ];
    const front = '  hosts: sandbox\n  inputs:\n    word: { default: x }';
    const given = ['--host', 'local', '--input', "word=it's"];
    const both = await call(['check', book(front, ...blocks), ...given]);
    expect(both.stdout).toMatch(/\nto mend `there`: opsbook fix \S+\/book\.md --host local --input 'word=it'\\''s'\n$/);
    const one = await call(['check', book(front, ...blocks.filter((block) => !block.includes('too'))), ...given]);
    const command = /\nto mend it: opsbook (.*)\n$/.exec(one.stdout)?.[1] ?? '';
    const typed = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" ${command} --yes --confirm put`], {
      cwd: folder,
      env: { ...process.env, ...env, NO_COLOR: '1' },
      encoding: 'utf8',
    });
    expect([typed.status, typed.stdout]).toEqual([0, expect.stringContaining('fixed put')]);
    const healthy = await call(['check', book(front, ...blocks), ...given]);
    expect([healthy.status, healthy.stdout]).toEqual([0, expect.not.stringContaining('to mend')]);
    rmSync(target);
    const none = await call(['check', book(front, blocks[0] ?? ''), ...given]);
    expect([none.status, none.stdout]).toEqual([1, expect.not.stringContaining('to mend')]);
  });

  it.each([
    ['check', ['there symptom'], []],
    ['fix', ['there symptom', 'mend failed', 'there symptom'], ['--yes']],
  ])('a %s is run again as what it was: the other steps stay where they are', async (command, expected, yes) => {
    const path = book(
      '  hosts: local',
      fence('sh {name=there check=true}', 'false'),
      fence('sh {name=mend fixes=there}', 'true'),
      fence('sh {name=other}', 'true'),
    );
    const own = { XDG_STATE_HOME: join(folder, `again-${command}`) };
    const first = await call([command, path, '--json', ...yes], own);
    expect(outcomes(first).sort()).toEqual([...expected].sort());
    for (const failed of [['--failed'], []]) {
      const again = await call(['rerun', 'last', '--json', ...failed, ...yes], own);
      // What is said to people is no line of JSON.
      expect([again.status, outcomes(again), again.stderr]).toEqual([1, outcomes(first), expect.stringMatching(/^again: /)]);
    }
  });

  it('ends with 1 for a failure, and leaves a record that can be read', async () => {
    const called = await call([
      'run',
      '--yes',
      '--json',
      book('  hosts: local', fence('sh {name=a}', 'echo out; echo err >&2; exit 3'), fence('sh {name=b}', 'true')),
    ]);
    expect([called.status, ...outcomes(called)]).toEqual([1, 'a failed', 'b skipped']);
    const runs = join(folder, 'state/opsbook/runs');
    const [begin] = events(called);
    const last = begin?.type === 'run-started' ? begin.run : '';
    expect(statSync(join(runs, last)).mode & 0o777).toBe(0o700);
    const record = readFileSync(join(runs, last, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    expect(record).toEqual(events(called));
    expect(record.at(-1)).toMatchObject({ type: 'run-ended', exitStatus: 1 });
  });

  it('says in a few lines what went wrong, what was not begun, and what to do next', async () => {
    const called = await call([
      'run',
      '--yes',
      book('  hosts: local', fence('sh {name=a}', 'echo out; echo err >&2; exit 3'), fence('sh {name=b}', 'true')),
    ]);
    expect(called.stdout).toMatch(/ {5}\| out\n/);
    expect(called.stdout).toMatch(/ {5}! err\n/);
    expect(called.stdout).toMatch(
      / {3}failed a: exit status 3 {2}\d+ ms\n {3}skipped b: `a` ended `failed` on `local`\n\n1 failed, 1 skipped\n/,
    );
    expect(called.stdout).toMatch(/opsbook rerun last --failed\n$/);
    expect((await call(['show'])).stdout).toContain('failed a: exit status 3');
    const undoable = book('  hosts: local', fence('sh {name=a}', 'true'), fence('sh {undoes=a}', 'true'), fence('sh', 'false'));
    expect((await call(['run', '--yes', undoable])).stdout).toMatch(/opsbook rerun last --failed; to take it back: opsbook undo last\n$/);
    const look = book('  hosts: local', fence('sh {name=c check=true}', 'false'));
    expect((await call(['check', '--yes', look])).stdout).not.toContain('take it back');
  });

  it('says how a question is answered beforehand where nobody was there to answer it', async () => {
    const called = await call(['run', '--yes', book('  hosts: local', fence('sh {name=sure confirm=true}', 'true'))]);
    expect(called.status).toBe(1);
    expect(called.stdout).toContain('nobody was at a terminal to answer; beforehand: --confirm sure\n');
    expect((await call(['show', '--json'])).stdout).toContain('"by":"nobody","yes":false');
  });

  it('runs nothing that cannot be recorded', async () => {
    writeFileSync(join(folder, 'no-folder'), '');
    const path = book('  hosts: local', fence('sh {name=a}', 'touch made'));
    const called = await call(['run', '--yes', path], { XDG_STATE_HOME: join(folder, 'no-folder') });
    expect([called.status, called.stderr]).toEqual([
      2,
      expect.stringMatching(/^opsbook: the record of the run cannot be written, so nothing was run: ENOTDIR/),
    ]);
    expect(readdirSync(folder)).not.toContain('made');
    // Where no folder can be made Node's own way to make several would never end.
    const nowhere = await call(['run', '--yes', path], { XDG_STATE_HOME: '/proc/nowhere', XDG_CACHE_HOME: '/proc/nowhere' });
    expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining('cannot be written, so nothing was run: ENOENT')]);
  });

  it('rerun says where the runbook was edited since that run', async () => {
    const path = book('  hosts: local', fence('sh {name=a}', 'false'));
    await call(['run', '--yes', path]);
    expect((await call(['rerun', '--failed', '--yes', 'last'])).stdout).toMatch(/^again: \S+\n/);
    book('  hosts: local', fence('sh {name=a}', 'true'));
    const again = await call(['rerun', '--failed', '--yes', 'last']);
    expect([again.status, again.stdout]).toEqual([0, expect.stringMatching(/^again: \S+; the runbook has been edited since\n/)]);
  });

  it('names a command without a runbook by itself', async () => {
    const command = 'echo "it\'s: #1"\ntrue';
    expect(await call(['run', '--yes', '--host', 'local', '-e', command])).toMatchObject({ status: 0 });
    expect((await call(['runs', '--limit', '1'])).stdout).toContain('  done        echo "it\'s: #1"  local  1 ok\n');
  });

  it('runs a saved plan, and refuses where something changed since', async () => {
    const target = join(folder, 'saved');
    const path = book('  hosts: local', fence(`sh {name=f file=${target}}`, 'x=1'));
    expect((await call(['plan', '--out', 'plan.json', path])).status).toBe(0);
    writeFileSync(target, 'somebody was here\n');
    const changed = await call(['run', '--plan', 'plan.json', '--json', path]);
    expect([changed.status, ...outcomes(changed)]).toEqual([1, 'f refused']);
    expect(readFileSync(target, 'utf8')).toBe('somebody was here\n');
    // Nothing was done, so there is nothing to take back.
    expect((await call(['run', '--plan', 'plan.json', path])).stdout).toMatch(/opsbook rerun last --failed\n$/);
    rmSync(target);
    expect((await call(['run', '--plan', 'plan.json', path])).status).toBe(0);
    expect(readFileSync(target, 'utf8')).toBe('x=1\n');
    const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
    plan.draft.blocks[0].install.text = 'x=2\n';
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    const forged = await call(['run', '--plan', 'plan.json', path]);
    expect([forged.status, forged.stderr]).toEqual([2, expect.stringMatching(/changed after it was made/)]);
    expect(forged.stdout).not.toContain('record');
  });

  it('a saved plan needs no runbook beside it, and its record has the text that was planned', async () => {
    const path = book('  hosts: local', fence('sh {name=a}', 'echo planned'));
    await call(['plan', '--out', 'plan.json', path]);
    book('  hosts: local', fence('sh {name=a}', 'echo edited'));
    const called = await call(['run', '--plan', 'plan.json']);
    expect([called.status, called.stdout]).toEqual([0, expect.stringContaining('| planned')]);
    const recorded = /record (\S+)/.exec(called.stdout)?.[1] ?? '';
    expect(readFileSync(join(recorded, 'runbook.md'), 'utf8')).toContain('echo planned');
    writeFileSync(join(folder, 'other.md'), '');
    expect((await call(['run', '--plan', 'plan.json', 'other.md'])).stderr).toContain('`plan.json` is a plan of');
  });

  it('refuses an answer for a block that is not there', async () => {
    const path = book('  hosts: local', fence('sh {name=sure confirm=true}', 'touch made'));
    const called = await call(['run', '--yes', '--confirm', 'suer', path]);
    expect([called.status, called.stderr]).toEqual([2, 'opsbook: --confirm: no block of this plan is called `suer`\n']);
    expect(readdirSync(folder)).not.toContain('made');
  });

  it('keeps secrets off the command line, and out of all that is printed and kept', async () => {
    const path = book(
      '  hosts: local\n  inputs:\n    token: { secret: true }',
      fence('sh {name=a}', 'echo "$token" | tr a-z A-Z; echo "$token" | base64; echo "$token"'),
    );
    expect((await call(['run', '--yes', '--input', 'token=hunter2222', path])).stderr).toMatch(/is a secret/);
    expect((await call(['run', '--yes', path])).stderr).toBe(
      'opsbook: missing inputs: `token` (a secret: --input-file or OPSBOOK_INPUT_token)\n',
    );
    const { status, stdout } = await call(['run', '--yes', path], { OPSBOOK_INPUT_token: 'hunter2222' });
    expect(status).toBe(0);
    expect(stdout).toContain('HUNTER2222');
    expect(stdout).not.toContain('hunter2222');
    expect(stdout).not.toContain(Buffer.from('hunter2222\n').toString('base64').slice(0, 12));
    const kept = readdirSync(join(folder, 'state'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(kept.length).toBeGreaterThan(0);
    for (const entry of kept) expect(readFileSync(join(entry.parentPath, entry.name), 'utf8')).not.toContain('hunter2222');
  });

  it('shows no escape of a host to the terminal', async () => {
    const { stdout } = await call([
      'run',
      '--yes',
      book('  hosts: local', fence('sh', String.raw`printf '\033]0;owned\007\033[31mred\n'`)),
    ]);
    expect(stdout).toContain('| red');
    expect(stdout).not.toContain('\u001b]');
  });

  it('says what is wrong with an input that was given before it asks for others', async () => {
    const path = book('  hosts: local\n  inputs:\n    size: { choices: [small, large] }\n    name: {}', fence('sh', 'echo "$size $name"'));
    for (const [given, message] of [
      ['siez=small', 'No input is called `siez`: the front matter has `size`, `name`'],
      ['size=huge', 'The input `size`: `huge` is none of `small`, `large`'],
    ] as const)
      expect(await call(['plan', path, '--input', given])).toMatchObject({
        status: 2,
        stdout: expect.stringContaining(message),
        stderr: '',
      });
    const half = await call(['plan', path, '--input', 'size=small']);
    expect([half.status, half.stderr]).toEqual([2, 'opsbook: missing inputs: `name`; `--input name=value` was expected\n']);
  });

  it('ends a step that prints for ever and one that never ends, at their timeouts', async () => {
    const called = await call([
      'run',
      '--yes',
      '--json',
      book(
        '  hosts: local',
        fence('sh {name=flood timeout=1s on-failure=continue}', 'while :; do echo y; done'),
        fence('sh {name=sleep timeout=1s}', 'sleep 100'),
      ),
    ]);
    expect([called.status, ...outcomes(called)]).toEqual([1, 'flood timed-out', 'sleep timed-out']);
  });

  it('is cancelled by an interrupt, and leaves nothing behind', async () => {
    const mark = join(folder, 'still-running');
    const path = book('  hosts: local', fence('sh {name=long}', `trap '' INT; (while sleep 0.1; do date > ${mark}; done) & sleep 100`));
    const { child, ended } = begun(path);
    await expect.poll(() => readdirSync(folder).includes('still-running'), { timeout: 10_000 }).toBe(true);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    rmSync(mark);
    await new Promise((later) => setTimeout(later, 400));
    expect(readdirSync(folder)).not.toContain('still-running');
  });

  it('is cancelled at once while a host is awaited that does not answer: nothing was run', async () => {
    const held: Socket[] = [];
    const silent = createServer((socket) => held.push(socket)).listen(0, '127.0.0.1');
    try {
      await once(silent, 'listening');
      const { port } = silent.address() as AddressInfo;
      writeFileSync(join(folder, 'silent'), `Host silent\n  HostName 127.0.0.1\n  Port ${port}\n  ConnectTimeout 600\n`);
      const { child, ended } = begun(book('  hosts: silent', fence('sh', 'true')), {}, '--ssh-config', 'silent');
      let said = '';
      child.stdout.on('data', (data: Buffer) => (said += data.toString()));
      await expect.poll(() => held.length, { timeout: 10_000 }).toBe(1);
      child.kill('SIGINT');
      expect([await ended, said]).toEqual([130, 'nothing was run\n']);
    } finally {
      for (const socket of held) socket.destroy();
      silent.close();
    }
  });

  it('is cancelled where nobody reads what it prints any more, with the exit status and the record of that', async () => {
    const state = join(folder, 'unread');
    const path = book('  hosts: local', fence('sh {name=long}', 'while :; do echo on; sleep 0.1; done'));
    const { child, ended } = begun(path, { XDG_STATE_HOME: state });
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toBe(130);
    const shown = await call(['show', 'last'], { XDG_STATE_HOME: state });
    expect(shown.stdout).toMatch(/cancelled long: it was cancelled/);
  });

  it('is cancelled by a hang-up too, however often it comes, with the record of that', async () => {
    const state = join(folder, 'hung-up');
    const path = book('  hosts: local', fence('sh {name=long}', 'echo on; sleep 100'));
    const { child, ended } = begun(path, { XDG_STATE_HOME: state, _: '' });
    await expect.poll(async () => (await call(['show', 'last'], { XDG_STATE_HOME: state })).stdout, { timeout: 10_000 }).toContain('| on');
    child.kill('SIGHUP');
    child.kill('SIGHUP');
    child.stderr.once('data', () => child.kill('SIGHUP'));
    expect(await ended).toBe(130);
    const shown = await call(['show', 'last'], { XDG_STATE_HOME: state });
    expect(shown.stdout).toMatch(/cancelled long: it was cancelled/);
  });

  it.each([
    ['by nohup', 'bash', 'nohup "$@" </dev/null; exit'],
    ['by a shell that ignores them', 'sh', 'trap "" HUP; "$@"; exit'],
  ])('goes on at a hang-up where it was started %s', async (how, shell, script) => {
    const state = join(folder, how);
    const path = book('  hosts: local', fence('sh {name=long}', `echo on; until [ -e '${state}/go' ]; do sleep 0.05; done`));
    const child = spawn(shell, ['-c', script, shell, process.execPath, program, 'run', '--yes', path], {
      cwd: folder,
      env: { ...process.env, XDG_STATE_HOME: state, _: '' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    await expect.poll(async () => (await call(['show', 'last'], { XDG_STATE_HOME: state })).stdout, { timeout: 10_000 }).toContain('| on');
    const own = descendants(child.pid ?? 0).find(({ command }) => command.includes('opsbook.cjs run'));
    process.kill(own?.pid ?? Number.NaN, 'SIGHUP');
    writeFileSync(join(state, 'go'), '');
    expect(await ended).toBe(0);
    expect((await call(['runs', '--limit', '1'], { XDG_STATE_HOME: state })).stdout).toContain('done');
  });

  it('compares what a transcript shows with what its commands print, both streams', async () => {
    const session = '$ echo one\none\n$ echo two >&2; echo \\\n> three\ntwo\nthree\n$ true';
    const well = await call(['run', '--yes', '--json', book('  hosts: local', fence('console {name=shown verify=true}', session))]);
    expect(outcomes(well)).toEqual(['shown ok']);
    const other = await call([
      'run',
      '--yes',
      '--json',
      book('  hosts: local', fence('console {name=shown verify=true}', session.replace('two\n', ''))),
    ]);
    expect(outcomes(other)).toEqual(['shown unexpected']);
    expect(other.stdout).toContain('line 2 of standard output is `two`');
    const plain = await call([
      'run',
      '--yes',
      '--json',
      book('  hosts: local', fence('console {name=shown confirm=false}', session.replace('two\n', ''))),
    ]);
    expect(outcomes(plain)).toEqual(['shown ok']);
  });

  it('takes the bytes of another file of the workspace, as they are', async () => {
    mkdirSync(join(folder, 'conf'), { recursive: true });
    writeFileSync(join(folder, 'conf', 'app'), 'a {{ word }}\r\nno end');
    writeFileSync(join(folder, 'conf', 'bytes'), Buffer.from([0x61, 0xff, 0x0a]));
    const target = join(folder, 'installed');
    const front = '  hosts: local\n  inputs:\n    word: { default: x }';
    const src = (path: string): string => book(front, fence(`text {name=app file=${target} src=${path}}`, ''));
    expect(outcomes(await call(['run', '--yes', '--json', src('conf/app')]))).toEqual(['app ok']);
    expect(readFileSync(target, 'utf8')).toBe('a {{ word }}\r\nno end');
    symlinkSync('/etc/hostname', join(folder, 'conf', 'link'));
    writeFileSync(join(folder, 'opsbook.yaml'), '');
    for (const [path, message] of [
      ['/etc/hostname', /lies outside/],
      ['../x', /lies outside/],
      ['conf/link', /lies outside/],
      ['conf/gone', /there is no such file/],
      ['conf/bytes', /no UTF-8 text/],
    ] as const) {
      const { status, stdout } = await call(['run', '--yes', src(path)]);
      expect([status, stdout]).toEqual([2, expect.stringMatching(message)]);
    }
    rmSync(join(folder, 'opsbook.yaml'));
  });

  it('asks for what a step with promptEnv exports', async () => {
    const path = book(
      '  hosts: local',
      fence('sh {name=asks promptEnv=yes}', 'export WHO="your name"\nexport HOW=well\nexport NOW=$(echo set)\necho "$WHO $HOW $NOW"'),
    );
    const missing = await call(['run', '--yes', path]);
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringMatching(/missing inputs: `WHO`;/)]);
    const { stdout } = await call(['run', '--yes', path, '--input', "WHO=o'neil"]);
    expect(stdout).toContain("| o'neil well set\n");
    const never = book('  hosts: local', fence('sh {name=asks promptEnv=no}', 'export WHO="your name"\necho "$WHO"'));
    expect((await call(['run', '--yes', never])).stdout).toContain('| your name\n');
  });

  it.each([
    ['a host nobody knows', '  hosts: nobody', fence('sh', 'true'), /step · on no host\n[\s\S]*names the host `nobody`/],
    ['no hosts at all', '  user: x', fence('sh', 'true'), /has no hosts/],
    ['two steps of one name', '  hosts: local', `${fence('sh {name=a}', 'true')}\n\n${fence('sh {name=a}', 'true')}`, /names are unique/],
    ['a broken front matter', '  hosts: [', fence('sh', 'true'), /no YAML/],
    ['an attribute that cannot be acted on here', '  hosts: local', fence('sh {reboot=true}', 'true'), /reboot/],
    ['nothing to run', '  hosts: local', 'Text.', /nothing to run/],
  ])('ends with 2 before anything is opened for %s', async (_, front, fences, message) => {
    const { status, stdout, stderr } = await call(['run', '--yes', book(front, fences)]);
    expect(stdout + stderr).toMatch(message);
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(2);
  });

  it.each([
    [['run', 'nothing.md', '--yes'], /no such file/],
    [['run', 'x.txt', '--yes'], /no runbook/],
    [['plan', 'book.md', '--ssh-config', 'nothing'], /--ssh-config/],
    [['plan', 'book.md', '--input', 'x'], /name=value/],
    [['run', 'book.md', '--plan', 'nothing.json'], /--plan: `nothing\.json`: there is no such file\n/],
    [['run', 'book.md', '--plan', '.'], /--plan: `\.`: it is a folder; a file was expected\n/],
    [
      ['run', 'book.md', '--plan', 'book.md'],
      /--plan: `book\.md` is no plan of opsbook: a file that `opsbook plan --out` wrote was expected\n/,
    ],
    [['plan', 'book.md', '--out', '.'], /--out: `\.`: it is a folder; a file was expected\n/],
    [['plan', 'book.md', '--out', 'nothing/plan'], /--out: `nothing\/plan`: there is no such folder\n/],
    [['plan', 'book.md', '--input-file', 'x=nothing'], /--input-file: `nothing`: there is no such file\n/],
    [['sandbox', 'rest'], /sandbox reset/],
  ])('ends with 2 for %j', async (args, message) => {
    book('  hosts: local', fence('sh', 'true'));
    const { status, stderr } = await call(args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

describe('the sandbox', () => {
  it('is a host like any other, keeps its changes until it is reset, and leaves the machine alone', async () => {
    mkdirSync(join(folder, 'books'), { recursive: true });
    const path = book(
      '  hosts: sandbox\n  sudo: true',
      fence('sh {name=there check=true}', 'test -f /etc/opsbook-practice'),
      fence('sh {name=make fixes=there}', 'touch /etc/opsbook-practice'),
    );
    expect(outcomes(await call(['run', '--yes', '--json', path]))).toEqual(['there symptom', 'there ok', 'make fixed']);
    expect(outcomes(await call(['run', '--yes', '--json', path]))).toEqual(['there ok', 'make unchanged']);
    expect(() => statSync('/etc/opsbook-practice')).toThrow();
    expect((await call(['sandbox', 'reset'])).status).toBe(0);
    expect(outcomes(await call(['run', '--yes', '--json', path]))).toEqual(['there symptom', 'there ok', 'make fixed']);
    expect((await call(['sandbox', 'reset'])).status).toBe(0);
  });
});
