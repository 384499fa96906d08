import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Called, opsbook } from '../../host/cli/opsbook.ts';
import { debianPackage } from '../debian-package.ts';
import { type Fleet, startFleet } from '../fleet.ts';

/* Sentences of the format, each in a runbook's own words, by the command line, on real hosts. */

let fleet: Fleet;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-format-'));
  fleet = await startFleet({ hosts: 4, mode: 'ns', services: ['rsyslog'], layers: [await debianPackage('ifupdown')] });
});
afterAll(async () => {
  await fleet?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const call = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Called> =>
  opsbook([...args, '--ssh-config', fleet.sshConfig], {
    cwd: folder,
    env: { XDG_STATE_HOME: join(folder, 'state'), SSH_AUTH_SOCK: '', ...env },
  });
const shell = async (host: string, command: string): Promise<string> => (await fleet.exec(host, command)).stdout;
let books = 0;
const book = (front: string, ...blocks: string[]): string => {
  const name = `book${++books}.md`;
  writeFileSync(join(folder, name), `---\nrunbook:\n${front}\n---\n\n${blocks.join('\n\n')}\n`);
  return name;
};
const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\``;
interface Note {
  readonly block: string;
  readonly line?: number;
  readonly level: string;
  readonly message: string;
}
/** Runs a runbook; what its events say, by `block@host`. */
const run = async (path: string, ...args: string[]) => {
  const { status, stdout, stderr } = await call(['run', path, '--yes', '--json', ...args]);
  const ends: Record<string, string> = {};
  const words: Record<string, string> = {};
  const out: Record<string, string> = {};
  const notes: Note[] = [];
  for (const line of stdout.split('\n').filter((each) => each !== '')) {
    const event = JSON.parse(line) as Readonly<Record<string, string>>;
    const at = `${event['block']}@${event['host']}`;
    if (event['type'] === 'block-ended') {
      ends[at] = event['outcome'] ?? '';
      words[at] = event['message'] ?? '';
    } else if (event['type'] === 'output') out[at] = (out[at] ?? '') + event['text'];
    else if (event['type'] === 'note') notes.push(event as unknown as Note);
  }
  return { status, ends, words, out, notes, stderr };
};
const lineOf = (path: string, text: string): number => readFileSync(join(folder, path), 'utf8').split('\n').indexOf(text) + 1;

describe('attributes of a step', () => {
  it('say where, as whom, in which folder and by which interpreter it runs, block by block', async () => {
    await shell('h1', 'useradd -m -s /bin/sh second; usermod -p "*" second');
    const path = book(
      '  hosts: h[1-2]\n  sudo: true\n  inputs:\n    place: { default: /usr }',
      fence('sh {name=root}', 'id -un'),
      fence('sh {name=plain sudo=false}', 'id -un'),
      fence('sh {name=other sudo=nobody hosts=h1}', 'id -un'),
      fence('sh {name=deep user=second hosts=h1 sudo=false}', 'id -un; echo "$OPSBOOK_USER"'),
      fence('sh {name=there cwd=$place/share sudo=false}', 'pwd'),
      fence('python {name=snake sudo=false}', 'import os\nprint(os.environ["OPSBOOK_STEP"], 6 * 7)'),
      fence('text {name=own interpreter=bash sudo=false}', 'echo "${BASH_VERSION:+bash} $(( 6 * 7 ))"'),
      fence('sh {name=here hosts=local sudo=false}', 'echo "$OPSBOOK_HOST $OPSBOOK_AUTH"'),
    );
    const { ends, out, status } = await run(path);
    expect(Object.values(ends).every((end) => end === 'ok') ? 'ok' : ends).toBe('ok');
    expect(status).toBe(0);
    expect(out).toEqual({
      'root@h1': 'root\n',
      'root@h2': 'root\n',
      'plain@h1': 'ops\n',
      'plain@h2': 'ops\n',
      'other@h1': 'nobody\n',
      'deep@h1': 'second\nsecond\n',
      'there@h1': '/usr/share\n',
      'there@h2': '/usr/share\n',
      'snake@h1': 'snake 42\n',
      'snake@h2': 'snake 42\n',
      'own@h1': 'bash 42\n',
      'own@h2': 'bash 42\n',
      'here@local': 'local local\n',
    });
  });

  it('bound its time, tries and end: timeout, retries, retry-delay, grace, expect, on-failure', async () => {
    const path = book(
      '  hosts: h1\n  max-failures: 0',
      fence(
        'sh {name=slow timeout=700ms grace=200ms on-failure=continue}',
        'trap "echo asked >&2" TERM INT; while :; do sleep 0.1 || :; done',
      ),
      fence('sh {name=later retries=3 retry-delay=50ms}', 'echo x >> /tmp/tries; test "$(wc -l < /tmp/tries)" -ge 3'),
      fence('sh {name=codes expect=0,2}', 'exit 2'),
      fence('sh {name=holds expect="0 /^b$/"}', 'printf "a\\nb\\n"'),
      fence('sh {name=not expect=/never/ on-failure=continue}', 'echo a'),
      fence('bash {name=pipe on-failure=continue}', 'false | true'),
      fence('bash {name=loose strict=false}', 'false | true; false; true'),
      fence('sh {name=input}', 'test -z "$(cat)"; echo "$PATH" | grep -q "/sbin$"; echo "$LC_ALL"'),
    );
    const { ends, out, words, status } = await run(path);
    expect(ends).toEqual({
      'slow@h1': 'timed-out',
      'later@h1': 'ok',
      'codes@h1': 'ok',
      'holds@h1': 'ok',
      'not@h1': 'unexpected',
      'pipe@h1': 'failed',
      'loose@h1': 'ok',
      'input@h1': 'ok',
    });
    expect(status).toBe(1);
    expect(words['slow@h1']).toContain('0.7 s');
    expect(out['input@h1']).toBe('C.UTF-8\n');
    expect(out['slow@h1']).toContain('asked');
    expect(await shell('h1', 'wc -l < /tmp/tries')).toBe('3\n');
  });

  it('confirm is asked by --confirm alone, --yes does not answer it', async () => {
    const path = book(
      '  hosts: h[1-2]\n  max-failures: 100%',
      fence('sh {name=a confirm="Really?"}', 'true'),
      fence('sh {name=b confirm=true}', 'true'),
    );
    expect((await run(path, '--confirm', 'a')).ends).toEqual({ 'a@h1': 'ok', 'a@h2': 'ok', 'b@h1': 'refused', 'b@h2': 'refused' });
    expect((await run(path, '--confirm', 'a,b')).status).toBe(0);
  });

  it('a step stays out of its place where it undoes, reloads or says so; `--step` takes it alone', async () => {
    const path = book(
      '  hosts: h1',
      fence('sh {name=a}', 'echo a'),
      fence('sh {name=back undoes=a}', 'echo back'),
      fence('sh {name=kept excludeFromRunAll=true}', 'echo kept'),
      fence('sh {name=both undoes=a excludeFromRunAll=false}', 'echo both'),
      fence('sh {ignore=true}', 'echo never'),
    );
    expect(Object.keys((await run(path)).ends)).toEqual(['a@h1', 'both@h1']);
    expect(Object.keys((await run(path, '--step', 'kept')).ends)).toEqual(['kept@h1']);
  });

  it('what a step left running is left alone, and named', async () => {
    const { ends, notes } = await run(book('  hosts: h1', fence('sh', 'sleep 4711 >/dev/null 2>&1 </dev/null & echo begun')));
    expect(Object.values(ends)).toEqual(['ok']);
    expect(notes).toContainEqual(expect.objectContaining({ message: expect.stringMatching(/left a process running: \d+ sleep/) }));
    expect(await shell('h1', 'ps -e -o args= | grep -x "sleep 4711"; pkill -x -f "sleep 4711"')).toBe('sleep 4711\n');
  });
});

describe('a file block', () => {
  it('that was installed is what others require and ask for, whether its reload is paid yet or not', async () => {
    const path = book(
      '  hosts: h1\n  sudo: true',
      fence('sh {name=there check=true}', 'test -e /etc/required-by-two && test -e /tmp/after'),
      fence('text {name=first file=/etc/required-first fixes=there reload=read}', 'first'),
      fence('text {name=second file=/etc/required-by-two fixes=there requires=first reload=read}', 'second'),
      fence('sh {name=after requires=second fixes=there}', 'cat /tmp/read; touch /tmp/after'),
      fence('sh {name=read}', 'cat /etc/required-first /etc/required-by-two > /tmp/read'),
    );
    const first = await run(path);
    expect(first.ends).toEqual({ 'there@h1': 'ok', 'first@h1': 'ok', 'second@h1': 'ok', 'read@h1': 'ok', 'after@h1': 'fixed' });
    expect([first.status, first.out['after@h1']]).toEqual([0, 'first\nsecond\n']);
    expect((await run(path)).ends).toEqual({
      'there@h1': 'ok',
      'first@h1': 'unchanged',
      'second@h1': 'unchanged',
      'after@h1': 'unchanged',
    });
  });
});

describe('hosts of a block', () => {
  it('are the front matter’s, its own, or what --host leaves; an ssh:// needs no inventory; patterns never mean local', async () => {
    const path = book(
      '  hosts: h[1-3]!h2',
      fence('sh {name=all}', 'true'),
      fence('sh {name=own hosts=h2,h3}', 'true'),
      fence('sh {name=here hosts=local}', 'true'),
      fence('sh {name=star hosts="h*&h[1-2]"}', 'true'),
    );
    expect(Object.keys((await run(path)).ends).sort()).toEqual([
      'all@h1',
      'all@h3',
      'here@local',
      'own@h2',
      'own@h3',
      'star@h1',
      'star@h2',
    ]);
    const limited = await call(['plan', path, '--host', 'h1']);
    expect(limited.stdout).toMatch(/own {2}step · skipped: none of its hosts is among those of `--host`/);
    expect((await run(path, '--host', 'h1')).ends).toMatchObject({ 'all@h1': 'ok', 'here@local': 'ok', 'star@h1': 'ok' });
    const { address } = fleet.details('h4');
    const direct = await run(path, '--host', `ssh://ops@${address}:22`, '--step', 'all');
    expect(direct.ends).toEqual({ [`all@ssh://ops@${address}:22`]: 'ok' });
    const unknown = await call(['run', book('  hosts: nobody', fence('sh', 'true')), '--yes']);
    expect([unknown.status, unknown.stdout + unknown.stderr]).toEqual([2, expect.stringContaining('`nobody`')]);
  });
});

describe('values', () => {
  it('of the inventory, of Runme and of the only target reach where they are named', async () => {
    writeFileSync(join(folder, 'opsbook.yaml'), 'hosts:\n  h1: { variables: { keep: 5 } }\ninventories: [inventory.ini]\n');
    writeFileSync(join(folder, 'inventory.ini'), '[web]\nh2 keep=9\n[web:vars]\nkeep=1\n');
    const path = book(
      '  hosts: h[1-2]\n  sudo: true',
      fence('sh {name=LATEST hosts=h1}', 'echo 3.7'),
      fence('sh {name=same hosts=h1}', 'echo "<$__>"'),
      fence('sh {name=one hosts=h3 capture=word}', 'echo shared'),
      fence('sh {name=see}', 'echo "$word"'),
      fence('logrotate {name=f file=/etc/logrotate.d/own}', '/var/log/own.log {\n    weekly\n    rotate {{ keep }}\n    missingok\n}'),
    );
    const plan = await call(['plan', path]);
    expect(plan.stdout).toMatch(/h1: new[\s\S]*\+ {4}rotate 5[\s\S]*h2: new[\s\S]*\+ {4}rotate 9/);
    const { ends, out } = await run(path);
    expect(ends).toMatchObject({ 'f@h1': 'ok', 'f@h2': 'ok' });
    expect(out).toMatchObject({ 'same@h1': '<3.7>\n', 'see@h1': 'shared\n', 'see@h2': 'shared\n' });
    expect(await shell('h2', 'grep rotate /etc/logrotate.d/own')).toBe('    rotate 9\n');
    rmSync(join(folder, 'opsbook.yaml'));
    rmSync(join(folder, 'inventory.ini'));
  });

  it('that are missing end the run before anything is opened, all named; a secret is refused on the command line', async () => {
    const path = book(
      '  hosts: h1\n  inputs:\n    one: { description: the first }\n    two: {}\n    token: { secret: true }',
      fence('sh', 'echo "$one $two $token"'),
    );
    const missing = await call(['run', path, '--yes']);
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringMatching(/one[\s\S]*two[\s\S]*token/)]);
    const given = await call(['run', path, '--yes', '--input', 'one=1', '--input', 'token=hunter22']);
    expect([given.status, given.stderr]).toEqual([2, expect.stringContaining('token')]);
    expect(given.stderr).not.toContain('hunter22');
    writeFileSync(join(folder, 'two'), 'second\n');
    const { status, stdout } = await call(['run', path, '--yes', '--input', 'one=1', '--input-file', 'two=two'], {
      OPSBOOK_INPUT_token: 'hunter22x',
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining('1 second ********')]);
    expect(stdout).toContain('is given the secret token');
  });
});

describe('installing', () => {
  it('each daemon judges its file within the whole configuration; what it says is told at the block’s line', async () => {
    const cases: readonly (readonly [string, string, string, string, string])[] = [
      ['rsyslog', '/etc/rsyslog.d/30-x.conf', 'action(type="omfile" file="/var/log/x.log")', 'action(type="omfiel" file="/x")', ''],
      ['logrotate', '/etc/logrotate.d/x', '/var/log/x.log {\n    missingok\n}', '    rotate many', '/var/log/x.log {\n    missingok'],
      ['interfaces', '/etc/network/interfaces.d/x', 'auto x0\niface x0 inet manual', 'iface x1 inet nonsense', ''],
      ['sshd_config', '/etc/ssh/sshd_config.d/10-x.conf', 'MaxAuthTries 3', 'MaxAuthTrys 3', ''],
      ['fstab', '/etc/fstab', 'proc /proc proc defaults 0 0', 'nothing', ''],
    ];
    await shell('h2', 'mkdir -p /etc/network/interfaces.d; printf "source interfaces.d/*\\n" > /etc/network/interfaces; rm -f /etc/fstab');
    for (const [language, file, good, bad, before] of cases) {
      const info = `${language} {name=f file=${file} guard=false}`;
      const text = before === '' ? `${good}\n${bad}` : `${before}\n${bad}\n}`;
      const wrong = book('  hosts: h2\n  sudo: true', fence(info, text));
      const rejected = await run(wrong);
      expect([language, rejected.ends, rejected.words['f@h2']]).toEqual([
        language,
        { 'f@h2': 'failed' },
        expect.stringContaining('nothing was changed'),
      ]);
      const line = lineOf(wrong, bad);
      expect([
        language,
        rejected.notes.filter((note) => note.level === 'error' && note.line !== undefined).map((note) => note.line),
      ]).toEqual([language, expect.arrayContaining([line])]);
      expect(await shell('h2', `ls ${file} 2>/dev/null`)).toBe('');
      const taken = await run(book('  hosts: h2\n  sudo: true', fence(info, good)));
      expect([language, taken.ends]).toEqual([language, { 'f@h2': 'ok' }]);
    }
    expect(await shell('h2', 'mount | grep -c opsbook; ls -A /etc/ssh/sshd_config.d /etc/rsyslog.d | grep -c opsbook')).toBe('0\n0\n');
  });

  it('has owner, group, mode and the ACL of what it replaces; a validate of its own, or none; `src` as it is', async () => {
    // system.posix_acl_access: version 2; rwx of the owner, r of nobody (65534), the group, the mask and others.
    const acl = '0200000001000600ffffffff02000400feff000004000400ffffffff10000400ffffffff20000400ffffffff';
    const xattr = (call: string): Promise<string> => shell('h1', `python3 -c 'import os; ${call}'`);
    await shell('h1', 'printf "a\\nb\\n" > /etc/acl.conf');
    await xattr(`os.setxattr("/etc/acl.conf", "system.posix_acl_access", bytes.fromhex("${acl}"))`);
    writeFileSync(join(folder, 'bytes.txt'), 'as {{ it }} is\r\n');
    const path = book(
      '  hosts: h1\n  sudo: true\n  inputs:\n    it: { default: x }\n    who: { default: nobody }',
      fence('text {name=acl file=/etc/acl.conf}', 'a\nb\nc'),
      fence('text {name=owned file=/etc/owned.conf owner=$who group=nogroup mode=640 validate="grep -qx it:x %s"}', 'it:{{ it }}'),
      fence('logrotate {name=none file=/etc/logrotate.d/none validate=false}', 'no logrotate at all {'),
      fence('text {name=src file=/etc/src.txt src=bytes.txt}', ''),
    );
    expect((await run(path)).ends).toEqual({ 'acl@h1': 'ok', 'owned@h1': 'ok', 'none@h1': 'ok', 'src@h1': 'ok' });
    expect(await shell('h1', 'stat -c "%U %G %a" /etc/owned.conf; cat /etc/src.txt')).toBe('nobody nogroup 640\nas {{ it }} is\r\n');
    expect(await xattr('print(os.getxattr("/etc/acl.conf", "system.posix_acl_access").hex())')).toBe(`${acl}\n`);
    await shell('h1', 'rm -f /etc/logrotate.d/none');
    const outside = await call(['plan', book('  hosts: h1', fence('text {file=/etc/y src=../outside.txt}', ''))]);
    expect([outside.status, outside.stdout]).toEqual([2, expect.stringContaining('../outside.txt')]);
  });

  it('the plan folds hosts with the same difference, and binds: a saved one is refused where a host changed since', async () => {
    await shell('h3', 'printf "old\\nsame\\n" > /etc/fold.conf');
    const path = book('  hosts: h[1-4]\n  sudo: true\n  max-failures: 100%', fence('text {name=f file=/etc/fold.conf}', 'new\nsame'));
    const plan = await call(['plan', path, '--out', 'fold.json']);
    expect(plan.stdout).toMatch(/h\[1-2,4\]: new/);
    expect(plan.stdout).toMatch(/h3: changed[\s\S]*-old\n/);
    await shell('h1', 'echo theirs > /etc/fold.conf');
    const ran = await call(['run', path, '--plan', 'fold.json']);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('changed since the plan');
    expect(await shell('h1', 'cat /etc/fold.conf')).toBe('theirs\n');
    expect(await shell('h4', 'cat /etc/fold.conf')).toBe('new\nsame\n');
  });
});

describe('batches', () => {
  it('are cut after --host, a list repeats its last item, and no other host is begun once too many failed', async () => {
    const path = book(
      '  hosts: h[1-4]\n  rolling: 1, 50%\n  max-failures: 0',
      fence('sh {name=a}', 'test "$OPSBOOK_HOST" != h3; echo "$OPSBOOK_BATCH"'),
      fence('sh {name=after hosts=local}', 'true'),
    );
    const { ends, out, status } = await run(path);
    expect(out).toMatchObject({ 'a@h1': '1\n', 'a@h2': '2\n' });
    const begun = { 'a@h1': 'ok', 'a@h2': 'ok', 'a@h3': 'failed' };
    expect([ends, status]).toEqual([{ ...begun, 'a@h4': 'skipped', 'after@local': 'skipped' }, 1]);
    const again = await call(['rerun', 'last', '--failed', '--yes']);
    expect(again.stdout).toMatch(/a {2}step · on h\[3-4\]\n/);
    expect(again.stdout).toMatch(/after {2}step · on local\n/);
    const limited = await call(['plan', path, '--host', 'h[2-4]']);
    expect(limited.stdout).toContain('in 2 batches: h2 · h[3-4]');
  });

  it('what failed on this machine alone is not run again on the others', async () => {
    const path = book('  hosts: h[1-2]', fence('sh {name=a}', 'true'), fence('sh {name=here hosts=local}', 'false'));
    expect((await run(path)).ends).toEqual({ 'a@h1': 'ok', 'a@h2': 'ok', 'here@local': 'failed' });
    const { status, stdout, stderr } = await call(['rerun', 'last', '--failed', '--yes']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('only what runs on `local` did not go well');
    await call(['run', '-e', 'false', '--host', 'local,h1', '--yes']);
    expect((await call(['rerun', 'last', '--failed', '--yes'])).stdout).toContain('command  step · on local,h1\n');
  });

  it('`run -e` and `check` ask every host, whatever becomes of the others', async () => {
    const asked = await call(['run', '--yes', '--json', '--host', 'h[1-4]', '-e', 'test "$OPSBOOK_HOST" != h1']);
    expect(asked.stdout.match(/"outcome":"(ok|failed)"/g)).toHaveLength(5);
    const checks = book(
      '  hosts: h[1-4]',
      fence('sh {name=one check=true}', 'test $OPSBOOK_HOST != h1 || exit 127'),
      fence('sh {name=two check=true}', 'true'),
    );
    const { stdout } = await call(['check', checks]);
    expect(stdout).toMatch(/h\[2-4\] \(3\) ok two/);
  });
});
