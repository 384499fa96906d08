import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { makePlan, run } from '../../../client/src/run/index.ts';
import { check, draftOf, file, step } from './draft.ts';
import { localPool, planAndRun } from './run-draft.ts';
import { scratchFolder } from './scratch.ts';

const folder = scratchFolder();

it('a reader sees the old file or the new one, never a half one', async () => {
  const path = join(folder, 'read.conf');
  const text = (letter: string): string => `${letter.repeat(99)}\n`.repeat(2000);
  writeFileSync(path, text('a'));
  let reading = true;
  const seen = new Set<string>();
  const reader = (async () => {
    while (reading) {
      seen.add(readFileSync(path, 'utf8'));
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (const letter of ['b', 'c', 'd']) {
    const { outcomes } = await planAndRun(draftOf([file('f', path, text(letter), { install: { replace: true } })]));
    expect(outcomes).toEqual({ f: 'ok' });
  }
  reading = false;
  await reader;
  for (const each of seen) expect(['a', 'b', 'c', 'd'].map(text)).toContain(each);
});

it('of two runs that planned the same change one installs, the other says that it is done or that it changed', async () => {
  const path = join(folder, 'race.conf');
  writeFileSync(path, 'old\nsame\n');
  const results = await Promise.all(['x', 'y'].map((letter) => planAndRun(draftOf([file('f', path, `${letter}\nsame\n`)]))));
  const outcomes = results.map((result) => result.outcomes['f']).sort();
  expect([
    ['ok', 'refused'],
    ['ok', 'ok'],
  ]).toContainEqual(outcomes);
  expect(['x\nsame\n', 'y\nsame\n']).toContain(readFileSync(path, 'utf8'));
});

it('a cancel in the middle of an install leaves the old file and nothing beside it', async () => {
  const path = join(folder, 'cancelled.conf');
  writeFileSync(path, 'old\n');
  const abort = new AbortController();
  const connections = localPool();
  const plan = await makePlan(draftOf([file('f', path, 'old\nnew\n', { install: { validate: 'sleep 20' } })]), connections);
  const ends: string[] = [];
  for await (const event of run(plan, { connections, answer: async () => undefined, signal: abort.signal })) {
    if (event.type === 'difference') {
      for (let i = 0; i < 200 && !readdirSync(folder).some((name) => name.startsWith('.cancelled.conf.opsbook-')); i++) await delay(10);
      expect(readdirSync(folder).filter((name) => name.startsWith('.cancelled.conf.opsbook-'))).toHaveLength(1);
      abort.abort();
    }
    if (event.type === 'block-ended') ends.push(event.outcome);
  }
  await connections.close();
  expect(ends).toEqual(['cancelled']);
  expect(readFileSync(path, 'utf8')).toBe('old\n');
  expect(readdirSync(folder).filter((name) => name.includes('opsbook'))).toEqual([]);
});

it('a reload may end by itself before a cancel reaches it', async () => {
  const path = join(folder, 'reloaded.conf');
  const abort = new AbortController();
  const connections = localPool();
  const plan = await makePlan(
    draftOf([
      file('f', path, 'x\n', { install: { reload: 'r' } }),
      step('r', `echo begun; sleep 0.7; echo paid > ${path}.log`, { inOrder: false }),
      step('next', 'true'),
    ]),
    connections,
  );
  const outcomes: Record<string, string> = {};
  for await (const event of run(plan, { connections, answer: async () => undefined, signal: abort.signal })) {
    if (event.type === 'output') abort.abort();
    if (event.type === 'block-ended') outcomes[event.block] = event.outcome;
  }
  await connections.close();
  expect(outcomes).toEqual({ r: 'ok', f: 'ok', next: 'skipped' });
  expect(readFileSync(`${path}.log`, 'utf8')).toBe('paid\n');
});

it('blocks that wait for each other are refused before anything runs', async () => {
  await expect(
    planAndRun(
      draftOf([step('a', 'true', { requires: ['b'] }), step('b', 'true', { then: 'c' }), check('c', 'true', { requires: ['a'] })]),
    ),
  ).rejects.toThrow('`a` → `b` → `c` → `a`');
});
