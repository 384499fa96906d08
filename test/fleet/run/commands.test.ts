import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Called, opsbook, program } from '../../host/cli/opsbook.ts';
import { type Fleet, startFleet } from '../fleet.ts';

let fleet: Fleet;
let folder: string;
const secret = 'planted-s3cret-value';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-commands-'));
  fleet = await startFleet({ hosts: 4, mode: 'ns' });
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const call = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Called> =>
  opsbook(args, { cwd: folder, env: { XDG_STATE_HOME: join(folder, 'state'), SSH_AUTH_SOCK: '', ...env } });
const reached = (...args: string[]): Promise<Called> => call([...args, '--ssh-config', fleet.sshConfig]);
const shell = async (host: string, command: string): Promise<string> => (await fleet.exec(host, command)).stdout;
const book = (name: string, front: string, ...blocks: string[]): string => {
  writeFileSync(join(folder, name), `---\ntitle: A test\nrunbook:\n${front}\n---\n\n${blocks.join('\n\n')}\n`);
  return name;
};
const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\``;
const newest = (): string => readdirSync(join(folder, 'state/opsbook/runs')).sort().at(-1) ?? '';

describe('without a runbook', () => {
  it('hosts says what an expression stands for', async () => {
    expect((await reached('hosts', 'h[1-4]!h3')).stdout).toBe('h1\nh2\nh4\n');
    expect((await reached('hosts', '--fold', 'h*')).stdout).toBe('h[1-4]\n');
    const { status, stderr } = await reached('hosts', 'h1,nobody');
    expect([status, stderr]).toEqual([2, expect.stringContaining('nobody')]);
  });

  it('ping says how far one gets, each kind of trouble apart', async () => {
    await fleet.exec('h3', 'sed -i s/NOPASSWD/PASSWD/ /etc/sudoers /etc/sudoers.d/*');
    await fleet.fault('h4', 'linkdown');
    try {
      const { status, stdout } = await reached('ping', 'h[1-4]');
      expect(stdout).toMatch(/h1 {2}ok {2}ops@\S+ {2}publickey {2}sudo without a password {2}SHA256:/);
      expect(stdout).toMatch(/h3 {2}ok .*sudo asks for a password/);
      expect(stdout).toMatch(/h4 {2}unreachable/);
      expect(stdout).toContain('2 ok, sudo without a password: h[1-2]\n');
      expect(stdout).toContain('1 unreachable: h4\n');
      expect(status).toBe(1);
    } finally {
      await fleet.fault('h4', 'linkup');
      await fleet.exec('h3', 'sed -i s/PASSWD/NOPASSWD/ /etc/sudoers /etc/sudoers.d/*');
    }
    expect((await reached('ping', 'h[1-4]')).status).toBe(0);
  });

  it('run -e gathers what hosts gave, the same together, whatever each calls itself', async () => {
    const { status, stdout } = await reached(
      'run',
      '--yes',
      '--host',
      'h[1-4]',
      '-e',
      'echo "I am $OPSBOOK_HOST at $OPSBOOK_ADDRESS"; test "$OPSBOOK_HOST" != h3 || echo odd',
    );
    expect(stdout).toMatch(/h\[1-2,4\] \(3\) ok command/);
    expect(stdout).toContain('| I am {host} at {address}\n');
    expect(stdout).toMatch(/ {3}h3 ok command.*\n {5}\| I am h3 at \S+\n {5}\| odd\n/);
    expect([status, stdout]).toEqual([0, expect.stringContaining('4 ok')]);
  });

  it('sees through the names that hosts have for themselves, now and in the record', async () => {
    for (const host of ['h1', 'h2', 'h3', 'h4']) await fleet.exec(host, `hostname node-${'0abcd'[Number(host.slice(1))]}.dc.example`);
    try {
      const script = 'echo "up: $(uname -n)"; test "$OPSBOOK_HOST" != h3 || echo odd';
      const { stdout } = await reached('run', '--yes', '--diff', '--host', 'h[1-4]', '-e', script);
      const again = (await call(['show', newest(), '--diff'])).stdout;
      for (const shown of [stdout, again]) {
        expect(shown).toMatch(/h\[1-2,4\] \(3\) ok command.*\n {5}\| up: \{host\}\n/);
        expect(shown).toMatch(/against h\[1-2,4\]:\n(?: {5}[-+@ ].*\n)* {5}\+odd\n/);
        expect(shown).not.toContain('node-');
      }
    } finally {
      for (const host of ['h1', 'h2', 'h3', 'h4']) await fleet.exec(host, `hostname ${host}`);
    }
  });

  it('shows the difference to what most of them gave, now and later', async () => {
    const { stdout } = await reached(
      'run',
      '--yes',
      '--diff',
      '--host',
      'h[1-4]',
      '-e',
      'echo one; echo two; test $OPSBOOK_HOST != h2 || echo three',
    );
    for (const text of [stdout, (await call(['show', 'last', '--diff'])).stdout]) {
      expect(text).toMatch(/h\[1,3-4\] \(3\) ok/);
      expect(text).toMatch(/h2 ok(.|\n)*\n {5}\+three\n/);
      expect(text.match(/\| one/g)).toHaveLength(1);
    }
  });

  it('as root with --sudo, backticks and all', async () => {
    const { stdout } = await reached('run', '--yes', '--sudo', '--host', 'h1', '-e', "echo `id -un` '````'");
    expect(stdout).toContain('| root ````\n');
  });

  it.each([
    [['run', '--yes', '-e', 'true'], /--host/],
    [['run', '--yes', 'x.md', '-e', 'true', '--host', 'h1'], /one too many/],
    [['run', '--yes'], /a runbook, or `-e COMMAND`/],
    [['run', '--yes', '-e', ' ', '--host', 'h1'], /empty/],
    [['show', 'nothing'], /no run is called|no record/],
    [['undo', '--yes', 'nothing'], /no run is called|no record/],
    [['runs', '--limit', 'x'], /no number/],
  ])('ends with 2 for %j', async (args, message) => {
    const { status, stderr } = await call(args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

describe('checks and remedies', () => {
  const mending = (): string =>
    book(
      'mend.md',
      '  hosts: h[1-4]\n  sudo: true',
      fence('sh {name=there check=true}', 'test -f /etc/mended'),
      fence('sh {name=other}', 'touch /etc/other-ran'),
      fence('sh {name=needs check=true requires=other}', 'true'),
      fence('sh {name=mend fixes=there}', 'touch /etc/mended'),
    );

  it('check runs only the checks, and says where the symptom is; fix mends only there', async () => {
    await shell('h2', 'touch /etc/mended');
    const checked = await reached('check', mending());
    expect(checked.stdout).toMatch(/h\[1,3-4\] \(3\) symptom there/);
    expect(checked.stdout).toMatch(/h2 ok there/);
    expect(checked.stdout).toMatch(/skipped needs: it requires `other`/);
    expect(checked.status).toBe(1);
    expect(await shell('h1', 'ls /etc/mended /etc/other-ran 2>&1 | grep -c "No such"')).toBe('2\n');
    const fixed = await reached('fix', '--yes', mending());
    expect(fixed.stdout).toMatch(/h\[1,3-4\] \(3\) fixed mend/);
    expect(fixed.stdout).toMatch(/h2 unchanged mend/);
    expect(fixed.status).toBe(0);
    expect(await shell('h1', 'ls /etc/other-ran 2>&1')).toContain('No such');
    expect((await reached('check', mending())).status).toBe(0);
    const nothing = await reached('fix', '--yes', book('nothing.md', '  hosts: h1', fence('sh', 'true')));
    expect([nothing.status, nothing.stdout]).toEqual([2, expect.stringContaining('nothing to fix')]);
  });

  it('rerun --failed goes only where it did not go well', async () => {
    await shell('h3', 'touch /tmp/broken');
    const first = await reached(
      'run',
      '--yes',
      book(
        'half.md',
        '  hosts: h[1-4]\n  max-failures: 100%\n  inputs:\n    word: { default: x }',
        fence('sh', 'test ! -e /tmp/broken; echo "$word"'),
      ),
      '--input',
      'word=said',
    );
    expect(first.status).toBe(1);
    await shell('h3', 'rm /tmp/broken');
    const again = await call(['rerun', '--failed', '--yes', 'last']);
    expect(again.stdout).toMatch(/\bh3\b/);
    expect(again.stdout).not.toMatch(/\bh[124]\b/);
    expect(again.stdout).toContain('| said\n');
    expect(again.status).toBe(0);
    expect((await call(['rerun', '--failed', '--yes', 'last'])).stdout).toContain('no host failed');
  });
});

describe('undo', () => {
  it('puts files back, takes new ones away, runs the step that undoes another, in reverse, with the reload; and can be undone', async () => {
    const conf = '/etc/opsbook-test.conf';
    await shell(
      'h1',
      `printf 'old\\nsame\\n' > ${conf}; chmod 640 ${conf}; rm -f ${conf}; printf 'old\\nsame\\n' > ${conf}; chmod 640 ${conf}`,
    );
    const path = book(
      'change.md',
      '  hosts: h[1-2]\n  sudo: true',
      fence('sh {name=mark}', 'touch /etc/marked; echo marked >> /etc/order'),
      fence('sh {name=unmark undoes=mark}', 'rm /etc/marked; echo unmarked >> /etc/order'),
      fence(`text {name=conf file=${conf} reload=again}`, 'new\nsame'),
      fence('sh {name=again}', `echo "reload $(cat ${conf} 2>/dev/null | head -n 1)" >> /etc/order`),
    );
    expect((await reached('run', '--yes', path)).status).toBe(0);
    const changed = newest();
    expect(await shell('h1', `cat ${conf} /etc/order`)).toBe('new\nsame\nmarked\nreload new\n');
    const undone = await call(['undo', '--yes', changed]);
    expect(undone.stdout).toContain('-new');
    expect(undone.stdout).toContain('+old');
    expect(undone.status).toBe(0);
    expect(await shell('h1', `cat ${conf} /etc/order; stat -c %a ${conf}; ls /etc/marked 2>&1`)).toMatch(
      /^old\nsame\nmarked\nreload new\nreload old\nunmarked\n640\n.*No such/,
    );
    expect(await shell('h2', `ls ${conf} 2>&1; tail -n 2 /etc/order; ls -a /etc | grep -c opsbook-test`)).toMatch(
      /No such.*\nreload \nunmarked\n0\n/s,
    );
    expect((await call(['show', 'last'])).stdout).toContain(`takes back ${changed}`);
    expect((await call(['undo', '--yes', newest()])).status).toBe(0);
    expect(await shell('h1', `cat ${conf}`)).toBe('new\nsame\n');
  });

  it.each(['', ' guard=30s'])(
    'of a file whose reload another step undoes: that one runs, with both files, and back again;%s',
    async (guard) => {
      // What is up was brought up by the file that was there before: a step that took another for it would say so.
      const path = book(
        'link.md',
        '  hosts: h3\n  sudo: true',
        fence(`text {name=conf file=/etc/link.conf replace=true reload=over${guard}}`, 'bridge'),
        fence('sh {name=over}', 'test "$(cat "$OPSBOOK_OLD_FILE")" = "$(cat /tmp/up)"; cat "$OPSBOOK_NEW_FILE" | tee /tmp/up'),
        fence(
          'sh {name=back undoes=over}',
          'test "$(cat "$OPSBOOK_NEW_FILE")" = "$(cat /tmp/up)"; cat "$OPSBOOK_OLD_FILE" | tee /tmp/up; echo back >> /tmp/backs',
        ),
      );
      const now = (): Promise<string> => shell('h3', 'cat /etc/link.conf /tmp/up; cat /tmp/backs 2>/dev/null');
      await shell('h3', 'echo wire > /etc/link.conf; echo wire > /tmp/up; rm -f /tmp/backs');
      expect((await reached('run', '--yes', path)).status).toBe(0);
      const run = newest();
      expect(await now()).toBe('bridge\nbridge\n');
      const undone = await call(['undo', '--yes', run]);
      expect([undone.status, undone.status === 0 ? '' : undone.stdout]).toEqual([0, '']);
      expect(await now()).toBe('wire\nwire\nback\n');
      // What the undo did is taken back by the reload itself.
      const again = newest();
      expect((await call(['undo', '--yes', again])).status).toBe(0);
      expect(await now()).toBe('bridge\nbridge\nback\n');
      expect((await call(['undo', '--yes', newest()])).status).toBe(0);
      expect(await now()).toBe('wire\nwire\nback\nback\n');
    },
  );

  it('of a guarded file goes back by itself where nobody gets in after it', async () => {
    const path = book(
      'cut.md',
      '  hosts: h3\n  sudo: true',
      fence('text {name=conf file=/etc/cut.conf replace=true reload=over guard=8s}', 'bridge'),
      fence(
        'sh {name=over}',
        'test "$(cat "$OPSBOOK_OLD_FILE")" = "$(cat /tmp/cut)"; ip link set eth0 up; cat "$OPSBOOK_NEW_FILE" > /tmp/cut',
      ),
      fence(
        'sh {name=back undoes=over}',
        'test "$(cat "$OPSBOOK_NEW_FILE")" = "$(cat /tmp/cut)"; cat "$OPSBOOK_OLD_FILE" > /tmp/cut; ip link set eth0 down',
      ),
    );
    await shell('h3', 'echo wire > /etc/cut.conf; echo wire > /tmp/cut');
    expect((await reached('run', '--yes', path)).status).toBe(0);
    const undone = await call(['undo', '--yes', newest()]);
    expect([undone.status, undone.stdout]).toEqual([1, expect.stringContaining('taken back')]);
    expect(await shell('h3', 'cat /etc/cut.conf /tmp/cut; cat /sys/class/net/eth0/operstate')).toBe('bridge\nbridge\nup\n');
  }, 120_000);

  it('leaves alone what somebody changed since, and says so', async () => {
    const path = book('one.md', '  hosts: h1\n  sudo: true', fence('text {name=f file=/etc/mine.conf}', 'mine'));
    expect((await reached('run', '--yes', path)).status).toBe(0);
    await shell('h1', 'echo theirs > /etc/mine.conf');
    const { status, stdout } = await call(['undo', '--yes', 'last']);
    expect(stdout).toMatch(/no longer what that run wrote/);
    expect(status).toBe(1);
    expect(await shell('h1', 'cat /etc/mine.conf')).toBe('theirs\n');
  });

  it('finds that it is as it was where it has been taken back already', async () => {
    const path = book(
      'twice.md',
      '  hosts: h1\n  sudo: true',
      fence('text {name=over file=/etc/twice.conf replace=true}', 'new'),
      fence('text {name=made file=/etc/made.conf}', 'new'),
    );
    await shell('h1', 'echo old > /etc/twice.conf; rm -f /etc/made.conf');
    expect((await reached('run', '--yes', path)).status).toBe(0);
    const run = newest();
    expect((await call(['undo', '--yes', run])).status).toBe(0);
    const again = await call(['undo', '--yes', run]);
    expect([again.status, again.stdout]).toEqual([0, expect.stringMatching(/unchanged over: it is as it was before that run/)]);
    expect(again.stdout).toContain('unchanged made: it is as it was before that run');
    expect(await shell('h1', 'cat /etc/twice.conf; ls /etc/made.conf 2>/dev/null')).toBe('old\n');
  });

  it('says where there is nothing to take back', async () => {
    expect((await reached('run', '--yes', '--host', 'h1', '-e', 'true')).status).toBe(0);
    const { status, stdout } = await call(['undo', '--yes', 'last']);
    expect([status, stdout]).toEqual([2, expect.stringContaining('nothing to take back')]);
  });
});

describe('records', () => {
  it('tell who ran what, when and where; listed, shown and exported; nothing secret in any of it', async () => {
    writeFileSync(join(folder, 'token'), `${secret}\n`);
    const path = book(
      'secret.md',
      '  hosts: h[1-2]\n  inputs:\n    token: { secret: true }',
      fence('sh {name=say}', 'echo "<b>it is $token</b>"; printf %s "$token" | base64; echo "\\033[31mred" >&2; exit 3'),
    );
    const ran = await reached('run', '--yes', path, '--input-file', 'token=token');
    expect(ran.status).toBe(1);
    const id = newest();
    const record = join(folder, 'state/opsbook/runs', id);
    expect(statSync(record).mode & 0o777).toBe(0o700);
    const about = JSON.parse(readFileSync(join(record, 'about.json'), 'utf8')) as Record<string, unknown>;
    expect(about).toMatchObject({ run: id, file: join(folder, 'secret.md'), user: expect.any(String), machine: expect.any(String) });
    const listed = (await call(['runs'])).stdout;
    expect(listed.split('\n')[0]).toMatch(new RegExp(`^${id}.*failed.*A test.*h\\[1-2\\].*2 failed`));
    const texts = [ran.stdout, ran.stderr, listed, (await call(['show', id.slice(-6)])).stdout];
    for (const format of ['markdown', 'json', 'html']) {
      const exported = await call(['export', id, '--format', format]);
      expect(exported.status).toBe(0);
      expect(exported.stdout).toMatch(/h\\?\[1-2\\?\]/);
      expect(exported.stdout).toContain('exit status 3');
      texts.push(exported.stdout);
    }
    expect(texts.at(-1)).toContain('&#60;b&#62;it is ********');
    expect(texts.at(-1)).not.toMatch(/<b>|<script/);
    expect(JSON.parse(texts.at(-2) ?? '')).toMatchObject({
      run: id,
      outcome: 'failed',
      counts: { failed: 2 },
      blocks: [{ name: 'say', ends: [{ exit: 3 }, { exit: 3 }] }],
    });
    for (const file of readdirSync(record)) texts.push(readFileSync(join(record, file), 'utf8'));
    const forms = [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what is looked for
    for (const text of texts.slice(0, 7)) expect(text).not.toMatch(/\u001b/);
    for (const text of texts) for (const form of forms) expect(text.includes(form)).toBe(false);
    expect(readFileSync(join(record, 'plan.json'), 'utf8')).not.toContain('"key"');
  });

  it('of a client that was killed are readable up to there', async () => {
    expect((await reached('run', '--yes', '--host', 'h1', '-e', 'echo said')).status).toBe(0);
    const record = join(folder, 'state/opsbook/runs', newest());
    const events = readFileSync(join(record, 'events.jsonl'), 'utf8');
    const cut = events.indexOf('"block-ended"');
    writeFileSync(join(record, 'events.jsonl'), events.slice(0, cut + 4));
    const { status, stdout } = await call(['show', 'last']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('the record ends before the run did')]);
    expect(stdout).toContain('| said');
    expect((await call(['runs', '--limit', '1'])).stdout).toContain('unfinished');
    expect((await call(['rerun', '--failed', '--yes', 'last'])).stdout).toMatch(/\| said/);
  });
});

describe('a detached step whose client was killed', () => {
  let count = 0;
  /** Kills a run when its step is under way; its id. */
  const killed = async (script: string, front = '', attributes = ''): Promise<string> => {
    const name = `left${++count}.md`;
    const path = join(folder, book(name, `  hosts: h2${front}`, fence(`sh {name=long detach=true${attributes}}`, script)));
    const child = spawn(process.execPath, [program, 'run', '--yes', '--ssh-config', fleet.sshConfig, path], {
      env: { ...process.env, XDG_STATE_HOME: join(folder, 'state'), SSH_AUTH_SOCK: '', OPSBOOK_INPUT_token: secret },
      stdio: 'ignore',
    });
    const shown = async (): Promise<string> => (await call(['show', 'last'])).stdout;
    await expect.poll(shown, { timeout: 15_000 }).toMatch(new RegExp(`${name}[\\s\\S]*\\| begun`));
    child.kill('SIGKILL');
    return newest();
  };
  const folders = (): Promise<string> => shell('h2', 'ls /home/ops/.local/state/opsbook/detached');

  it('is fetched while it runs, and when it has ended: output, status and what is masked are in the record', async () => {
    const run = await killed(
      `echo begun; until [ -e /tmp/go ]; do sleep 0.1; done; echo "$token"; echo late >&2; exit 3`,
      '\n  inputs:\n    token: { secret: true }',
    );
    const left = await call(['show', run]);
    expect(left.stdout).toContain(`long went on on h2, detached\n   how it ended is asked by: opsbook fetch ${run}\n`);
    expect((await reached('rerun', '--yes', run)).stdout).toContain(`detached\n   how it ended is asked by: opsbook fetch ${run}\n`);
    expect((await reached('fetch', run)).stderr).toMatch(/missing inputs: `token`/);
    const fetch = (word: string): Promise<Called> =>
      call(['fetch', word, '--ssh-config', fleet.sshConfig], { OPSBOOK_INPUT_token: secret });
    const early = await fetch(run);
    expect(early.stdout).toContain(`asks for \`long\` of ${run} on h2; nothing is begun\n`);
    expect(early.stdout).toContain('long  step · on h2 · asks what became of it, and begins nothing\n');
    expect(early.stdout).toMatch(
      /\| begun\n +info: detached: .*\n +lost long: it still runs on the host, detached; this is what it has printed so far/,
    );
    expect([early.status, early.stdout]).toEqual([1, expect.stringMatching(/asked for by: opsbook fetch last\n$/)]);
    expect((await call(['show', run])).stdout).toContain(`asked for by ${newest()}\n`);
    await shell('h2', 'touch /tmp/go');
    await expect.poll(() => shell('h2', 'cat /home/ops/.local/state/opsbook/detached/*/rc'), { timeout: 5000 }).toBe('3\n');
    // Of the run that asked as well.
    expect((await fetch('last')).status).toBe(1);
    const shown = await call(['show', 'last']);
    expect(shown.stdout).toMatch(/failed long: exit status 3/);
    expect(shown.stdout).toMatch(/\| begun\n +\| \*+\n +! late\n/);
    expect(await folders()).toBe('');
    const again = await fetch(run);
    expect([again.status, again.stdout]).toEqual([1, expect.stringContaining('the host has nothing of it any more')]);
    expect((await call(['rerun', '--yes', 'last'])).stderr).toContain('`opsbook fetch ');
  });

  it('is said to have ended well, in time or not, and not to have been left where it ended for the client too', async () => {
    const status = '/home/ops/.local/state/opsbook/detached/*/rc';
    await shell('h2', 'rm -f /tmp/go');
    const well = await killed('echo begun; until [ -e /tmp/go ]; do sleep 0.1; done; echo X=1 >> "$OPSBOOK_OUTPUT"');
    await shell('h2', 'touch /tmp/go');
    await expect.poll(() => shell('h2', `cat ${status}`), { timeout: 5000 }).toBe('0\n');
    expect((await reached('fetch', well)).status).toBe(0);
    expect((await call(['show', 'last'])).stdout).toMatch(/ok long/);
    const late = await killed('echo begun; sleep 60', '', ' timeout=3s');
    await expect.poll(() => shell('h2', `cat ${status}`), { timeout: 10_000 }).toBe('124\n');
    expect((await reached('fetch', late)).stdout).toMatch(/timed-out long: it was ended after 3 s/);
    const whole = await reached('run', '--yes', book('whole.md', '  hosts: h2', fence('sh {name=long detach=true}', 'true')));
    expect(whole.status).toBe(0);
    expect((await call(['show', 'last'])).stdout).not.toContain('detached\n   how');
    const none = await reached('fetch', 'last');
    expect([none.status, none.stdout]).toEqual([2, expect.stringContaining('there is nothing to fetch of the run')]);
  });
});
