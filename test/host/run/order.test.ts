import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, draftOf, file, step } from './draft.ts';
import { planAndRun } from './run-draft.ts';
import { scratchFolder } from './scratch.ts';

const folder = scratchFolder();
let number = 0;
const fresh = (): string => join(folder, `f${++number}`);

describe('checks', () => {
  it('tell healthy, symptom and a look that failed apart', async () => {
    const { outcomes, exitStatus } = await planAndRun(
      draftOf([
        check('well', 'true'),
        check('ill', 'exit 125'),
        check('output', 'echo no', { script: { expect: { pattern: '^yes$' } } }),
        check('absent', 'exit 127', { continueOnFailure: true }),
        check('killed', 'kill -9 $$', { continueOnFailure: true }),
        check('slow', 'sleep 10', { timeout: 200 }),
        step('after', 'true'),
      ]),
    );
    expect(outcomes).toEqual({
      well: 'ok',
      ill: 'symptom',
      output: 'symptom',
      absent: 'failed',
      killed: 'failed',
      slow: 'failed',
      after: 'skipped',
    });
    expect(exitStatus).toBe(1);
  });
  it('with retries wait for a service', async () => {
    const path = fresh();
    const { outcomes, exitStatus } = await planAndRun(
      draftOf([check('up', `echo >> ${path}; test "$(wc -l < ${path})" -ge 3`, { retries: 5, retryDelay: 10 })]),
    );
    expect(outcomes).toEqual({ up: 'ok' });
    expect(exitStatus).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('\n\n\n');
  });
  it('leave the host in the run with a symptom that nobody mends', async () => {
    const { outcomes, exitStatus } = await planAndRun(draftOf([check('ill', 'false'), step('next', 'true')]));
    expect(outcomes).toEqual({ ill: 'symptom', next: 'ok' });
    expect(exitStatus).toBe(1);
  });
});

describe('fixes', () => {
  it('do nothing where the check is healthy', async () => {
    const path = fresh();
    const { outcomes } = await planAndRun(draftOf([check('c', 'true'), step('mend', `touch ${path}`, { fixes: 'c' })]));
    expect(outcomes).toEqual({ c: 'ok', mend: 'unchanged' });
    expect(existsSync(path)).toBe(false);
  });
  it('run the check first where it has not run, and again after the last that fixes it', async () => {
    const path = fresh();
    const { events, outcomes, exitStatus } = await planAndRun(
      draftOf([
        step('one', `echo 1 >> ${path}`, { fixes: 'c' }),
        step('two', `echo 2 >> ${path}`, { fixes: 'c' }),
        check(
          'c',
          `test "$(cat ${path})" = "1
2"`,
        ),
      ]),
    );
    expect(events.flatMap((event) => (event.type === 'block-ended' ? [`${event.block} ${event.outcome}`] : []))).toEqual([
      'c symptom',
      'one ok',
      'c ok',
      'two fixed',
    ]);
    expect(outcomes).toEqual({ c: 'ok', one: 'ok', two: 'fixed' });
    expect(exitStatus).toBe(0);
  });
  it('fail where the symptom is still there', async () => {
    const { outcomes, messages, exitStatus } = await planAndRun(draftOf([check('c', 'false'), step('mend', 'true', { fixes: 'c' })]));
    expect(outcomes).toEqual({ c: 'symptom', mend: 'failed' });
    expect(messages['mend']).toContain('still there');
    expect(exitStatus).toBe(1);
  });
  it('do not act on a check that could not look', async () => {
    const path = fresh();
    const { outcomes } = await planAndRun(
      draftOf([check('c', 'exit 127', { continueOnFailure: true }), step('mend', `touch ${path}`, { fixes: 'c' })]),
    );
    expect(outcomes).toEqual({ c: 'failed', mend: 'skipped' });
    expect(existsSync(path)).toBe(false);
  });
});

describe('then, requires and when', () => {
  it('then looks after the block each time, and its symptom fails the block', async () => {
    const { outcomes, messages } = await planAndRun(draftOf([step('act', 'true', { then: 'c' }), check('c', 'false', { inOrder: false })]));
    expect(outcomes).toEqual({ act: 'failed', c: 'symptom' });
    expect(messages['act']).toContain('`c`');
  });
  it('requires runs depth first, once, and not again at its place', async () => {
    const path = fresh();
    const { outcomes } = await planAndRun(
      draftOf([
        step('top', `echo top >> ${path}`, { requires: ['middle', 'low'] }),
        step('middle', `echo middle >> ${path}`, { requires: ['low'] }),
        step('low', `echo low >> ${path}`),
      ]),
    );
    expect(readFileSync(path, 'utf8')).toBe('low\nmiddle\ntop\n');
    expect(outcomes).toEqual({ low: 'ok', middle: 'ok', top: 'ok' });
  });
  it('requires skips where it is not well', async () => {
    const { outcomes, messages } = await planAndRun(draftOf([check('key', 'false'), step('close', 'true', { requires: ['key'] })]));
    expect(outcomes).toEqual({ key: 'symptom', close: 'skipped' });
    expect(messages['close']).toContain('`key`');
  });
  it('requires of a block on another host runs it there, once for all', async () => {
    const path = fresh();
    const { outcomes } = await planAndRun(
      draftOf(
        [
          step('token', `echo x >> ${path}; echo 42`, { targets: ['local'], script: { capture: 'number' } }),
          step('use', 'test "$number" = 42', { targets: ['web1', 'web2'], requires: ['token'] }),
        ],
        {
          batches: [['web1', 'web2']],
        },
      ),
    );
    expect(outcomes).toEqual({ token: 'ok', 'use@web1': 'ok', 'use@web2': 'ok' });
    expect(readFileSync(path, 'utf8')).toBe('x\n');
  });
  it('when asks a check, or whether a file was changed', async () => {
    const path = fresh();
    const draft = draftOf([
      check('c', 'false'),
      step('ill', 'true', { when: { name: 'c', not: true } }),
      step('well', 'true', { when: { name: 'c', not: false } }),
      file('f', path, 'x\n'),
      step('changed', 'true', { when: { name: 'f', not: false } }),
    ]);
    expect((await planAndRun(draft)).outcomes).toEqual({ c: 'symptom', ill: 'ok', well: 'skipped', f: 'ok', changed: 'ok' });
    expect((await planAndRun(draft)).outcomes).toMatchObject({ f: 'unchanged', changed: 'skipped' });
  });
});

describe('outcomes of steps', () => {
  it('names exit, signal, expectation and time', async () => {
    const { outcomes, events } = await planAndRun(
      draftOf(
        [
          step('three', 'exit 3'),
          step('two', 'exit 2', { script: { expect: { codes: [0, 2] } } }),
          step('other', 'exit 1', { script: { expect: { codes: [0, 2] } } }),
          step('holds', 'printf "a\\nb\\n"', { script: { expect: { pattern: '^b$' } } }),
          step('lines', 'printf "a  \\nb7\\nc\\n"', { script: { expectOutput: 'a\nb\\d (re)\n...\n' } }),
          step('wrong', 'echo a', { script: { expectOutput: 'b\n' } }),
          step('killed', 'kill -TERM $$; sleep 1'),
          step('slow', 'sleep 20', { timeout: 300 }),
          step('strict', 'false; true'),
          step('loose', 'false; true', { script: { strict: false } }),
        ].map((block) => ({ ...block, continueOnFailure: true })),
      ),
    );
    expect(outcomes).toEqual({
      three: 'failed',
      two: 'ok',
      other: 'unexpected',
      holds: 'ok',
      lines: 'ok',
      wrong: 'unexpected',
      killed: 'failed',
      slow: 'timed-out',
      strict: 'failed',
      loose: 'ok',
    });
    expect(events.find((event) => event.type === 'block-ended' && event.block === 'three')).toMatchObject({ exit: 3 });
  });
  it('a failure ends the part of its host; on-failure=continue counts and goes on', async () => {
    const ends = await planAndRun(draftOf([step('bad', 'false'), step('next', 'true')]));
    expect(ends.outcomes).toEqual({ bad: 'failed', next: 'skipped' });
    expect(ends.messages['next']).toContain('`bad`');
    const goes = await planAndRun(draftOf([step('bad', 'false', { continueOnFailure: true }), step('next', 'true')]));
    expect(goes.outcomes).toEqual({ bad: 'failed', next: 'ok' });
    expect(goes.exitStatus).toBe(1);
  });
  it('retries give each try its own time', async () => {
    const path = fresh();
    const { outcomes } = await planAndRun(
      draftOf([step('late', `echo >> ${path}; test "$(wc -l < ${path})" -ge 2 || sleep 9`, { timeout: 700, retries: 1, retryDelay: 10 })]),
    );
    expect(outcomes).toEqual({ late: 'ok' });
  });
});

describe('batches and failures', () => {
  const hosts = ['web1', 'web2', 'web3', 'web4'];
  const batches = [['web1'], ['web2', 'web3'], ['web4']];
  it('go one after the other, what is outside of them before and after', async () => {
    const path = fresh();
    const log = `echo "$OPSBOOK_STEP $OPSBOOK_HOST $OPSBOOK_BATCH" >> ${path}`;
    const { outcomes, exitStatus } = await planAndRun(
      draftOf(
        [
          step('before', log),
          step('a', log, { targets: hosts, parallel: 1 }),
          step('b', log, { targets: hosts, parallel: 1 }),
          step('after', log),
        ],
        { batches },
      ),
    );
    expect(exitStatus).toBe(0);
    expect(Object.keys(outcomes)).toHaveLength(10);
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      'before local 0',
      'a web1 1',
      'b web1 1',
      'a web2 2',
      'a web3 2',
      'b web2 2',
      'b web3 2',
      'a web4 3',
      'b web4 3',
      'after local 0',
      '',
    ]);
  });
  it('a block between batched ones with hosts of its own is refused, naming at', async () => {
    await expect(
      planAndRun(draftOf([step('a', 'true', { targets: hosts }), step('lb', 'true'), step('b', 'true', { targets: hosts })], { batches })),
    ).rejects.toThrow(/`at=HOST`/);
  });
  it('more failures than max-failures start no other batch', async () => {
    const bad = (limit: string) =>
      planAndRun(
        draftOf([step('a', 'case $OPSBOOK_HOST in web[12]) false;; esac', { targets: hosts })], {
          batches: [['web1'], ['web2'], ['web3'], ['web4']],
          maxFailures: limit,
        }),
      );
    const left = { 'a@web3': 'skipped', 'a@web4': 'skipped' };
    expect((await bad('0')).outcomes).toEqual({ 'a@web1': 'failed', 'a@web2': 'skipped', ...left });
    expect((await bad('1')).outcomes).toEqual({ 'a@web1': 'failed', 'a@web2': 'failed', ...left });
    expect((await bad('50%')).outcomes).toEqual({ 'a@web1': 'failed', 'a@web2': 'failed', 'a@web3': 'ok', 'a@web4': 'ok' });
  });
  it('more failures than max-failures start no other host of the same block', async () => {
    const one = (limit: string, parts: object = {}) =>
      planAndRun(
        draftOf([step('a', 'case $OPSBOOK_HOST in web[12]) false;; esac', { targets: hosts, parallel: 1, ...parts })], {
          batches: [hosts],
          maxFailures: limit,
        }),
        { confirmed: new Set(['a']) },
      );
    const first = await one('0');
    expect(first.outcomes).toEqual({ 'a@web1': 'failed', 'a@web2': 'skipped', 'a@web3': 'skipped', 'a@web4': 'skipped' });
    expect(first.messages['a@web4']).toContain('`max-failures` allows none');
    expect((await one('1', { confirm: 'Sure?' })).outcomes).toEqual({
      'a@web1': 'failed',
      'a@web2': 'failed',
      'a@web3': 'skipped',
      'a@web4': 'skipped',
    });
    expect((await one('2')).outcomes).toMatchObject({ 'a@web3': 'ok', 'a@web4': 'ok' });
  });
  it('a host that does not answer is unreachable and counts; the others of its batch go on', async () => {
    const { plan, outcomes, exitStatus } = await planAndRun(
      draftOf([step('a', 'true', { targets: ['gone1', 'web1'] }), step('b', 'true', { targets: ['gone1', 'web1'] })], {
        batches: [['gone1', 'web1']],
        maxFailures: '1',
      }),
    );
    expect(plan.hosts.find(({ name }) => name === 'gone1')?.trouble).toMatchObject({ outcome: 'unreachable' });
    expect(outcomes).toEqual({ 'a@gone1': 'unreachable', 'a@web1': 'ok', 'b@gone1': 'skipped', 'b@web1': 'ok' });
    expect(exitStatus).toBe(1);
  });
  it('many hosts at once listen to one signal without a warning', async () => {
    const warnings: string[] = [];
    const heard = (warning: Error): void => void warnings.push(warning.message);
    process.on('warning', heard);
    const many = Array.from({ length: 16 }, (_, i) => `web${i}`);
    const blocks = [step('a', 'true', { targets: many })];
    const { exitStatus } = await planAndRun(draftOf(blocks, { batches: [many] }), { signal: new AbortController().signal });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', heard);
    expect([exitStatus, warnings]).toEqual([0, []]);
  });
  it('parallel bounds the hosts at once', async () => {
    const path = fresh();
    writeFileSync(path, '');
    const many = Array.from({ length: 6 }, (_, i) => `web${i}`);
    await planAndRun(
      draftOf([step('a', `echo + >> ${path}; sleep 0.3; echo - >> ${path}`, { targets: many })], { batches: [many], parallel: 2 }),
    );
    let now = 0;
    let most = 0;
    for (const sign of readFileSync(path, 'utf8').trim().split('\n')) {
      now += sign === '+' ? 1 : -1;
      most = Math.max(most, now);
    }
    expect(most).toBe(2);
  });
});

describe('questions', () => {
  it('confirm asks once a block and batch, naming the hosts that it would run on', async () => {
    const asked: (readonly string[] | undefined)[] = [];
    const hosts = ['web1', 'web2', 'web3'];
    const { outcomes } = await planAndRun(
      draftOf(
        [
          check('c', 'test $OPSBOOK_HOST = web2', { targets: hosts }),
          step('a', 'true', { targets: hosts, confirm: 'Sure?', when: { name: 'c', not: true } }),
        ],
        { batches: [['web1', 'web2'], ['web3']] },
      ),
      {
        answer: async (question) => {
          expect(question).toMatchObject({ kind: 'confirm', message: 'Sure?', block: 'a' });
          asked.push(question.hosts);
          return asked.length === 1;
        },
      },
    );
    expect(asked).toEqual([['web1'], ['web3']]);
    expect(outcomes).toMatchObject({ 'a@web1': 'ok', 'a@web2': 'skipped', 'a@web3': 'refused' });
  });
  it('nobody there is no; a flag is yes', async () => {
    const draft = draftOf([step('a', 'true', { confirm: 'Sure?' })]);
    expect((await planAndRun(draft)).outcomes).toEqual({ a: 'refused' });
    const flagged = await planAndRun(draft, { confirmed: new Set(['a']) });
    expect(flagged.outcomes).toEqual({ a: 'ok' });
    expect(flagged.events.find(({ type }) => type === 'answered')).toMatchObject({ by: 'flag', yes: true });
  });
});

describe('undo', () => {
  const blocks = () => {
    const path = fresh();
    const blocks = [
      step('one', `echo one >> ${path}`),
      step('two', `echo two >> ${path}`),
      step('bad', 'false'),
      step('undo-one', `echo -one >> ${path}`, { undoes: 'one', inOrder: false }),
      step('undo-two', `echo -two >> ${path}`, { undoes: 'two', inOrder: false }),
    ];
    return { path, draft: draftOf(blocks) };
  };
  it('takes back what was done, in reverse, where that is wished', async () => {
    const { path, draft } = blocks();
    const { outcomes } = await planAndRun(draft, { undoOnFailure: true });
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n-two\n-one\n');
    expect(outcomes).toEqual({ one: 'undone', two: 'undone', bad: 'failed', 'undo-one': 'ok', 'undo-two': 'ok' });
  });
  it('of a file by a step knows the old file and the new one', async () => {
    const path = fresh();
    writeFileSync(path, 'old\nsame\n');
    const { outcomes, output } = await planAndRun(
      draftOf([
        file('f', path, 'new\nsame\n'),
        step('bad', 'false'),
        step('back', 'head -qn 1 "$OPSBOOK_OLD_FILE" "$OPSBOOK_NEW_FILE"', { undoes: 'f', inOrder: false }),
      ]),
      { undoOnFailure: true },
    );
    expect(outcomes).toEqual({ f: 'undone', bad: 'failed', back: 'ok' });
    expect(output['back']).toBe('old\nnew\n');
  });
  it('asks, and nobody there is no', async () => {
    const { path, draft } = blocks();
    const { outcomes } = await planAndRun(draft);
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    expect(outcomes).toEqual({ one: 'ok', two: 'ok', bad: 'failed' });
  });
});

it('at runs on another host for each target, and what it captures belongs to the target', async () => {
  const path = fresh();
  appendFileSync(path, '');
  const hosts = ['web1', 'web2'];
  const { outcomes, plan } = await planAndRun(
    draftOf(
      [
        step('ask', 'echo "for $OPSBOOK_HOST"', { targets: hosts, at: 'lb1', script: { capture: 'said' } }),
        step('use', 'test "$said" = "for $OPSBOOK_HOST"', { targets: hosts }),
      ],
      {
        batches: [hosts],
      },
    ),
  );
  expect(plan.hosts.map(({ name }) => name)).toEqual(['web1', 'web2', 'lb1']);
  expect(outcomes).toEqual({ 'ask@web1': 'ok', 'ask@web2': 'ok', 'use@web1': 'ok', 'use@web2': 'ok' });
});

it('at needs its target for nothing but its name and address: one that is down does not keep the step from running', async () => {
  const hosts = ['web1', 'gone1'];
  const about = step('drain', 'echo "drain $OPSBOOK_HOST [$OPSBOOK_AUTH]"', { targets: hosts, at: 'lb1' });
  const only = await planAndRun(draftOf([about], { batches: [hosts] }));
  expect(only.outcomes).toEqual({ 'drain@web1': 'ok', 'drain@gone1': 'ok' });
  expect(only.plan.hosts.map(({ name, notReached }) => [name, notReached])).toEqual([
    ['web1', true],
    ['gone1', true],
    ['lb1', undefined],
  ]);
  expect(only.output['drain']).toMatch(/^drain gone1 \[\]$/m);
  // Where something runs on it too it is looked at, and that it is down is told there.
  const both = await planAndRun(draftOf([about, step('on', 'true', { targets: hosts })], { batches: [hosts], maxFailures: '100%' }));
  expect(both.outcomes).toEqual({ 'drain@web1': 'ok', 'drain@gone1': 'ok', 'on@web1': 'ok', 'on@gone1': 'unreachable' });
  expect(both.plan.hosts.map(({ name, trouble }) => [name, trouble?.outcome])).toEqual([
    ['web1', undefined],
    ['gone1', 'unreachable'],
    ['lb1', undefined],
  ]);
});
