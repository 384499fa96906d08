import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../client/src/run/index.ts';
import { check, draftOf, file, step } from './draft.ts';
import { planAndRun, type Ran } from './run-draft.ts';
import { scratchFolder } from './scratch.ts';

const folder = scratchFolder();
const isRoot = process.getuid?.() === 0;
let number = 0;
/** A path in a folder of its own. */
const fresh = (before?: string): string => {
  const own = join(folder, `d${++number}`);
  mkdirSync(own, { mode: 0o755 });
  const path = join(own, 'x.conf');
  if (before !== undefined) writeFileSync(path, before);
  return path;
};
const one = (path: string, text: string, parts: Parameters<typeof file>[3] = {}, between?: (plan: Plan) => void): Promise<Ran> =>
  planAndRun(draftOf([file('f', path, text, parts)]), {}, between);
const keptOf = ({ events }: Ran): string | undefined =>
  events.flatMap((event) => (event.type === 'note' ? (/the old file is kept as `(.*)`/.exec(event.message)?.[1] ?? []) : []))[0];
const only = (path: string): void => expect(readdirSync(join(path, '..'))).toEqual(existsSync(path) ? ['x.conf'] : []);

describe('installing a file', () => {
  it('a new one is 0644, root root as root, and nothing else is left', async () => {
    const path = fresh();
    const { outcomes, plan } = await one(path, 'a\nb\n');
    expect(plan.files).toMatchObject([{ state: 'new', path }]);
    expect(plan.files[0]?.diff).toContain('+a\n+b');
    expect(outcomes).toEqual({ f: 'ok' });
    expect(readFileSync(path, 'utf8')).toBe('a\nb\n');
    expect(statSync(path).mode & 0o7777).toBe(0o644);
    if (isRoot) expect([statSync(path).uid, statSync(path).gid]).toEqual([0, 0]);
    only(path);
  });
  it('keeps mode, owner and extended attributes of the old one, and keeps the old one itself', async () => {
    const path = fresh('old\nsame\n');
    chmodSync(path, 0o640);
    if (isRoot) chownSync(path, 1, 2);
    execFileSync('python3', ['-c', `import os; os.setxattr(${JSON.stringify(path)}, 'user.note', b'kept')`]);
    const ran = await one(path, 'new\nsame\n');
    expect(ran.plan.files[0]).toMatchObject({ state: 'changed', diff: expect.stringContaining('-old\n+new\n same') });
    expect(ran.outcomes).toEqual({ f: 'ok' });
    const stat = statSync(path);
    expect(stat.mode & 0o7777).toBe(0o640);
    if (isRoot) expect([stat.uid, stat.gid]).toEqual([1, 2]);
    expect(
      execFileSync('python3', ['-c', `import os; print(os.getxattr(${JSON.stringify(path)}, 'user.note').decode())`], { encoding: 'utf8' }),
    ).toBe('kept\n');
    const kept = keptOf(ran) as string;
    expect(readFileSync(kept, 'utf8')).toBe('old\nsame\n');
    expect(statSync(join(kept, '..')).mode & 0o777).toBe(0o700);
    only(path);
  });
  it('unchanged where bytes and what is said of owner and mode are so already', async () => {
    const path = fresh('x\n');
    const before = lstatSync(path);
    const ran = await one(path, 'x\n', { install: { reload: 'r' } });
    expect(ran.outcomes).toEqual({ f: 'unchanged' });
    expect(ran.plan.files[0]).toMatchObject({ state: 'unchanged', diff: '' });
    expect(lstatSync(path).ino).toBe(before.ino);
    const mode = await one(path, 'x\n', { install: { mode: '600' } });
    expect(mode.plan.files[0]).toMatchObject({ state: 'changed', message: 'mode 0644 becomes 0600' });
    expect(mode.outcomes).toEqual({ f: 'ok' });
    expect(statSync(path).mode & 0o7777).toBe(0o600);
  });
  it('follows a link and replaces what it leads to', async () => {
    const path = fresh('old\n');
    const link = fresh();
    symlinkSync(path, link);
    const { plan, outcomes } = await one(link, 'old\nnew\n');
    expect(plan.files[0]?.path).toBe(path);
    expect(outcomes).toEqual({ f: 'ok' });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('old\nnew\n');
  });
  it('any bytes: quotes, dollars, a megabyte, nothing at all', async () => {
    for (const text of [`it's $HOME \`id\` \\ "x" {{ no }} 😀\n`, `${'line of text\n'.repeat(90_000)}`, '']) {
      const path = fresh();
      expect((await one(path, text)).outcomes).toEqual({ f: 'ok' });
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });
  it('a missing folder is an error that names it', async () => {
    const ran = await one(join(folder, 'none', 'deeper', 'x.conf'), 'x\n');
    expect(ran.plan.files[0]).toMatchObject({ state: 'unknown', message: expect.stringContaining(`\`${join(folder, 'none')}\``) });
    expect(ran.outcomes).toEqual({ f: 'failed' });
    expect(ran.messages['f']).toContain(`\`${join(folder, 'none')}\``);
  });
  it('a folder that an earlier step makes is none', async () => {
    const path = join(folder, 'made', 'x.conf');
    const { outcomes } = await planAndRun(draftOf([step('mk', `mkdir ${join(folder, 'made')}`), file('f', path, 'x\n')]));
    expect(outcomes).toEqual({ mk: 'ok', f: 'ok' });
    expect(readFileSync(path, 'utf8')).toBe('x\n');
  });
  it('what is a folder is not replaced', async () => {
    const path = fresh();
    mkdirSync(path);
    const ran = await one(path, 'x\n');
    expect(ran.outcomes).toEqual({ f: 'failed' });
    expect(ran.messages['f']).toContain('plain file');
  });
  it('changed since the plan is refused: bytes, mode, a file that was not there, a link that leads elsewhere', async () => {
    const changes: [string | undefined, (path: string) => void][] = [
      ['a\nb\n', (path) => writeFileSync(path, 'a\nc\n')],
      ['a\nb\n', (path) => chmodSync(path, 0o600)],
      [undefined, (path) => writeFileSync(path, 'a\n')],
    ];
    for (const [before, change] of changes) {
      const path = fresh(before);
      const ran = await one(path, 'a\nb\nz\n', {}, () => change(path));
      expect(ran.outcomes).toEqual({ f: 'refused' });
      expect(ran.messages['f']).toContain('changed since the plan');
      expect(readFileSync(path, 'utf8')).not.toContain('z');
      only(path);
    }
  });
  it('what this run wrote itself is no such change', async () => {
    const path = fresh('1\n');
    const { outcomes } = await planAndRun(draftOf([file('f', path, '1\n2\n'), file('g', path, '1\n2\n3\n')]));
    expect(outcomes).toEqual({ f: 'ok', g: 'ok' });
    expect(readFileSync(path, 'utf8')).toBe('1\n2\n3\n');
  });
  it('removes most of a file that is not its own only with replace=true', async () => {
    const path = fresh('a\nb\nc\n# comment\n');
    const ran = await one(path, 'a\n');
    expect(ran.outcomes).toEqual({ f: 'refused' });
    expect(ran.messages['f']).toContain('2 of 3');
    expect((await one(path, 'a\n', { install: { replace: true } })).outcomes).toEqual({ f: 'ok' });
    expect((await one(path, 'z\n')).outcomes).toEqual({ f: 'ok' });
  });
  it('keeps the last five of a path, whatever times its files had', async () => {
    const path = fresh('0\nsame\n');
    const kept: string[] = [];
    for (let i = 1; i <= 7; i++) {
      utimesSync(path, 2_000_000_000 - i, 2_000_000_000 - i);
      kept.push(keptOf(await one(path, `${i}\nsame\n`)) as string);
    }
    expect(kept.map((each) => existsSync(each))).toEqual([false, false, true, true, true, true, true]);
  });
  it.runIf(isRoot)('as root refuses a path with a folder that others may write', async () => {
    const path = fresh('x\n');
    const own = join(path, '..');
    for (const open of [() => chmodSync(own, 0o777), () => chmodSync(own, 0o1777), () => chownSync(own, 1, 0)]) {
      chmodSync(own, 0o755);
      open();
      const ran = await one(path, 'x\ny\n');
      expect(ran.outcomes).toEqual({ f: 'refused' });
      expect(ran.messages['f']).toContain(`\`${own}\` may be written by`);
      expect(readFileSync(path, 'utf8')).toBe('x\n');
      expect((await one(join(own, 'new.conf'), 'x\n')).messages['f']).toContain(`\`${own}\` may be written by`);
      only(path);
    }
  });
});

/** Gives a path an ACL (acl(5), as Linux keeps it): of its owner, uid 1, its group, the mask and others. */
function setAcl(
  path: string,
  kind: 'access' | 'default',
  bits: readonly [owner: number, other: number, group: number, mask: number, others: number],
): void {
  const entries = [0x01, 0x02, 0x04, 0x10, 0x20].map((tag, at) => {
    const entry = Buffer.alloc(8);
    entry.writeUInt16LE(tag, 0);
    entry.writeUInt16LE(bits[at] ?? 0, 2);
    entry.writeUInt32LE(tag === 0x02 ? 1 : 0xffffffff, 4);
    return entry;
  });
  const acl = Buffer.concat([Buffer.from([2, 0, 0, 0]), ...entries]).toString('hex');
  const script = `import os; os.setxattr(${JSON.stringify(path)}, "system.posix_acl_${kind}", bytes.fromhex("${acl}"))`;
  execFileSync('python3', ['-c', script]);
}

describe('where there are ACLs', () => {
  it.runIf(isRoot)('as root refuses a path with a folder that an ACL lets others write to, not one that they may read', async () => {
    const path = fresh('x\n');
    const own = join(path, '..');
    setAcl(own, 'access', [7, 5, 5, 5, 5]);
    expect((await one(path, 'x\ny\n')).outcomes).toEqual({ f: 'ok' });
    setAcl(own, 'access', [7, 7, 5, 7, 5]);
    expect(statSync(own).mode & 0o7777).toBe(0o775);
    const ran = await one(path, 'x\nz\n');
    expect(ran.outcomes).toEqual({ f: 'refused' });
    expect(ran.messages['f']).toContain(`\`${own}\` may be written by somebody by its ACL`);
    expect(readFileSync(path, 'utf8')).toBe('x\ny\n');
  });
  it('a new file in a folder with one for its files has the mode that it is to have', async () => {
    for (const mode of [undefined, '0640', '0600']) {
      const path = fresh();
      setAcl(join(path, '..'), 'default', [7, 7, 7, 7, 7]);
      expect((await one(path, 'x\n', mode === undefined ? {} : { install: { mode } })).outcomes).toEqual({ f: 'ok' });
      expect((statSync(path).mode & 0o7777).toString(8)).toBe((mode ?? '0644').replace(/^0/, ''));
    }
  });
});

describe('the verdict on a candidate', () => {
  it('rejected changes nothing and tells the words', async () => {
    const path = fresh('good\nsame\n');
    const ran = await one(path, 'bad\nsame\n', {
      install: { validate: 'cat %s; echo "line of the daemon"; printf "of a terminal\\r\\n"; test ! -s %s' },
    });
    expect(ran.outcomes).toEqual({ f: 'failed' });
    expect(ran.messages['f']).toBe('its `validate` does not accept it; nothing was changed');
    const words = ran.events.flatMap((event) => (event.type === 'note' && event.level === 'error' ? [event.message] : []));
    expect(words).toEqual(['bad', 'same', 'line of the daemon', 'of a terminal']);
    expect(readFileSync(path, 'utf8')).toBe('good\nsame\n');
    only(path);
  });
  it('a check that cannot be run is no verdict, and nothing changes', async () => {
    const path = fresh('good\n');
    const ran = await one(path, 'good\nbetter\n', { install: { validate: '/no/such/command %s' } });
    expect(ran.messages['f']).toContain('127');
    expect(readFileSync(path, 'utf8')).toBe('good\n');
  });
  it('a check that changes its candidate installs nothing', async () => {
    const path = fresh('good\n');
    const ran = await one(path, 'good\nbetter\n', { install: { validate: 'echo evil >> %s' } });
    expect(ran.outcomes).toEqual({ f: 'failed' });
    expect(readFileSync(path, 'utf8')).toBe('good\n');
  });
  it('the candidate already has the owner and mode that the file will have', async () => {
    const path = fresh();
    const { outcomes } = await one(path, 'x\n', { install: { mode: '0600', validate: `stat -c %a ${'%s'} | grep -qx 600` } });
    expect(outcomes).toEqual({ f: 'ok' });
  });
});

describe('reloads', () => {
  const log = (path: string): string => `${path}.log`;
  it('one for consecutive blocks that name it, after the last, and none where nothing changed', async () => {
    const [a, b, c] = [fresh(), fresh(), fresh()];
    const draft = draftOf([
      file('a', a, 'a\n', { install: { reload: 'r' } }),
      file('b', b, 'b\n', { install: { reload: 'r' } }),
      step('between', 'true'),
      file('c', c, 'c\n', { install: { reload: 'r' } }),
      step('r', `echo "$OPSBOOK_NEW_FILE" >> ${log(a)}`, { inOrder: false }),
    ]);
    const { events } = await planAndRun(draft);
    expect(events.flatMap((event) => (event.type === 'block-ended' ? [event.block] : []))).toEqual(['r', 'a', 'b', 'between', 'r', 'c']);
    expect(readFileSync(log(a), 'utf8')).toBe(`${b}\n${c}\n`);
    expect((await planAndRun(draft)).outcomes).toEqual({ a: 'unchanged', b: 'unchanged', between: 'ok', c: 'unchanged' });
    expect(readFileSync(log(a), 'utf8')).toBe(`${b}\n${c}\n`);
  });
  it('that fails takes the files of its group back, and runs again with them', async () => {
    const [a, b] = [fresh('old\nsame\n'), fresh()];
    const { outcomes, messages, exitStatus } = await planAndRun(
      draftOf([
        file('a', a, 'new\nsame\n', { install: { reload: 'r' } }),
        file('b', b, 'b\n', { install: { reload: 'r' } }),
        step('r', `cat ${a} >> ${log(a)}; grep -q old ${a}`, { inOrder: false }),
      ]),
    );
    expect(outcomes).toEqual({ a: 'failed', b: 'failed', r: 'ok' });
    expect(messages['a']).toContain('taken back');
    expect(exitStatus).toBe(1);
    expect(readFileSync(a, 'utf8')).toBe('old\nsame\n');
    expect(existsSync(b)).toBe(false);
    expect(readFileSync(log(a), 'utf8')).toBe('new\nsame\nold\nsame\n');
  });
  it.each(['then', 'fixes'] as const)('a check that fails after it (%s) takes the file back, and reloads again with it', async (how) => {
    const [a, b] = [fresh('old\nsame\n'), fresh('old b\nsame\n')];
    const draft = draftOf([
      file('a', a, 'new\nsame\n', { [how]: 'c', install: { reload: 'r' } }),
      file('b', b, 'new b\nsame\n', { install: { reload: 'r' } }),
      check('c', `test -e ${a}.never`, { inOrder: false }),
      step('r', `cat ${a} ${b} >> ${log(a)}`, { inOrder: false }),
    ]);
    const { outcomes, messages, events } = await planAndRun(draft);
    // The other file of the group is proved by nothing and stays.
    expect(outcomes).toEqual({ c: 'symptom', a: 'failed', b: 'ok', r: 'ok' });
    expect(messages['a']).toMatch(/^taken back: .*`c`/);
    expect([readFileSync(a, 'utf8'), readFileSync(b, 'utf8')]).toEqual(['old\nsame\n', 'new b\nsame\n']);
    expect(readFileSync(log(a), 'utf8')).toBe('new\nsame\nnew b\nsame\nold\nsame\nnew b\nsame\n');
    expect(events.filter(({ type }) => type === 'put-back')).toHaveLength(1);
    // Nothing is owed after it.
    const again = await planAndRun(
      draftOf([file('a', a, 'old\nsame\n', { install: { reload: 'r' } }), step('r', 'false', { inOrder: false })]),
    );
    expect(again.outcomes).toEqual({ a: 'unchanged' });
  });
  it('a new file that a check speaks against is gone again; where the reload fails with the old one too, that is said', async () => {
    const path = fresh();
    const ran = await planAndRun(
      draftOf([
        file('f', path, 'x\n', { then: 'c', install: { reload: 'r' } }),
        check('c', 'false', { inOrder: false }),
        step('r', `test -e ${path}`, { inOrder: false }),
      ]),
    );
    expect(ran.outcomes).toEqual({ f: 'failed', c: 'symptom', r: 'failed' });
    expect(ran.messages['f']).toMatch(/^taken back: .*`c`.*with the old files too `r` failed/);
    expect(existsSync(path)).toBe(false);
  });
  it('what somebody changed meanwhile is left alone, and said', async () => {
    const path = fresh('old\nsame\n');
    const { outcomes, messages } = await planAndRun(
      draftOf([file('f', path, 'new\nsame\n', { then: 'c' }), check('c', `echo theirs > ${path}; false`, { inOrder: false })]),
    );
    expect(outcomes).toEqual({ f: 'failed', c: 'symptom' });
    expect(messages['f']).toMatch(/could not be put back .*no longer what this run wrote/);
    expect(readFileSync(path, 'utf8')).toBe('theirs\n');
  });
  it('a later failure takes it back where that is wished, with its reload; otherwise it is asked, and nobody there is no', async () => {
    const path = fresh('old\nsame\n');
    const draft = draftOf([
      file('f', path, 'new\nsame\n', { install: { reload: 'r' } }),
      step('bad', 'false'),
      step('r', `cat ${path} >> ${log(path)}`, { inOrder: false }),
    ]);
    const questions: string[] = [];
    const answer = async ({ message }: { readonly message: string }): Promise<undefined> => void questions.push(message);
    const kept = await planAndRun(draft, { answer, confirmed: new Set(['f']) });
    expect(kept.outcomes).toEqual({ f: 'ok', r: 'ok', bad: 'failed' });
    expect(questions).toEqual([expect.stringMatching(/^Take `f` back .*put the file back/)]);
    writeFileSync(path, 'old\nsame\n');
    const { outcomes, exitStatus } = await planAndRun(draft, { undoOnFailure: true });
    expect(outcomes).toEqual({ f: 'undone', r: 'ok', bad: 'failed' });
    expect(exitStatus).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe('old\nsame\n');
    expect(readFileSync(log(path), 'utf8')).toBe('new\nsame\nnew\nsame\nold\nsame\n');
  });
  it('the step that undoes a reload runs in its place where the reload had gone well, the reload again where it failed', async () => {
    const path = fresh('old\nsame\n');
    const blocks = (reload: string) => [
      file('f', path, 'new\nsame\n', { install: { reload: 'r' } }),
      step('bad', 'false'),
      step('r', `echo "r $(head -n 1 ${path})" >> ${log(path)}; ${reload}`, { inOrder: false }),
      step('back', `head -qn 1 "$OPSBOOK_OLD_FILE" "$OPSBOOK_NEW_FILE" >> ${log(path)}`, { undoes: 'r', inOrder: false }),
    ];
    const well = await planAndRun(draftOf(blocks('true')), { undoOnFailure: true });
    expect(well.outcomes).toEqual({ f: 'undone', r: 'ok', bad: 'failed', back: 'ok' });
    expect(readFileSync(log(path), 'utf8')).toBe('r new\nold\nnew\n');
    const failed = await planAndRun(draftOf(blocks(`grep -q old ${path}`)), { undoOnFailure: true });
    expect(failed.outcomes).toMatchObject({ f: 'failed', r: 'ok' });
    expect(failed.outcomes).not.toHaveProperty('back');
    expect(readFileSync(log(path), 'utf8')).toBe('r new\nold\nnew\nr new\nr old\n');
  });
  it('what is owed is paid by a later run though the file is unchanged, also where its check is healthy', async () => {
    const path = fresh();
    const gate = `${path}.gate`;
    const blocks = (fixes: boolean) => [
      check('there', `test -e ${path}`),
      file('f', path, 'x\n', { ...(fixes && { fixes: 'there' }), install: { reload: 'r' } }),
      step('r', `echo paid >> ${log(path)}; test -e ${gate}`, { inOrder: false }),
    ];
    // The second file of the group is rejected, so the reload of the first does not run and is owed.
    const first = await planAndRun(
      draftOf([
        file('f', path, 'x\n', { install: { reload: 'r' } }),
        file('g', fresh(), 'x\n', { install: { reload: 'r', validate: 'false' } }),
        step('r', `echo never >> ${log(path)}`, { inOrder: false }),
      ]),
    );
    expect(first.outcomes).toEqual({ f: 'ok', g: 'failed' });
    expect(first.messages['f']).toContain('`r` did not run and is owed');
    const unpaid = await planAndRun(draftOf(blocks(false)));
    expect(unpaid.outcomes).toEqual({ there: 'ok', f: 'failed', r: 'failed' });
    expect(readFileSync(path, 'utf8')).toBe('x\n');
    writeFileSync(gate, '');
    const later = await planAndRun(draftOf(blocks(true)));
    expect(later.plan.files[0]).toMatchObject({ state: 'unchanged', message: expect.stringContaining('owed') });
    expect(later.outcomes).toEqual({ there: 'ok', f: 'unchanged', r: 'ok' });
    expect(readFileSync(log(path), 'utf8')).toBe('paid\npaid\n');
    expect((await planAndRun(draftOf(blocks(false)))).outcomes).toEqual({ there: 'ok', f: 'unchanged' });
  });
  it('gives the old and the new file to the reload', async () => {
    const path = fresh('old\nsame\n');
    const { output } = await planAndRun(
      draftOf([
        file('f', path, 'new\nsame\n', { install: { reload: 'r' } }),
        step('r', 'cat "$OPSBOOK_OLD_FILE" "$OPSBOOK_NEW_FILE"', { inOrder: false }),
      ]),
    );
    expect(output['r']).toBe('old\nsame\nnew\nsame\n');
  });
});
