import { mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../client/src/run/events.ts';
import { cleanRecords } from '../../../client/src/run/records/clean-records.ts';
import { findRun, recordIds } from '../../../client/src/run/records/read-record.ts';
import { openRecord } from '../../../client/src/run/records/record.ts';
import { followEvents } from '../../../client/src/run/process/follow-events.ts';
import { growth } from '../../../client/src/run/process/growth.ts';
import type { Plan } from '../../../client/src/run/plan.ts';
import { draftOf, step } from './draft.ts';
import { scratchFolder } from './scratch.ts';

const folder = scratchFolder();
const plan: Plan = { format: 1, draft: draftOf([step('a', 'true')]), hosts: [], files: [], notes: [], hash: 'x' };
const output = (seq: number, text: string): RunEvent => ({ seq, at: 0, type: 'output', block: 'a', host: 'h', stream: 'stdout', text });
const lines = (path: string): RunEvent[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);

it('is a folder of its own that nobody else may read, with what was run in it', () => {
  const record = openRecord({ folder: join(folder, 'new', 'runs'), run: 'r1', plan, text: '# It\n' });
  expect(statSync(record.folder).mode & 0o777).toBe(0o700);
  for (const file of ['plan.json', 'runbook.md', 'events.jsonl']) expect(statSync(join(record.folder, file)).mode & 0o777).toBe(0o600);
  record.append(output(0, 'first\n'));
  // Not closed yet: what happened is there all the same.
  expect(lines(join(record.folder, 'events.jsonl'))).toEqual([output(0, 'first\n')]);
  record.close();
  record.append(output(1, 'late'));
  expect(lines(join(record.folder, 'events.jsonl'))).toHaveLength(1);
  expect(() => openRecord({ folder: join(folder, 'new', 'runs'), run: 'r1', plan, text: '' })).toThrow();
});

it('keeps of an endless output the beginning, and says so once', () => {
  const record = openRecord({ folder, run: 'r2', plan, text: '', outputLimit: 10 });
  for (let seq = 0; seq < 5; seq++) record.append(output(seq, 'abcd'));
  record.append({ seq: 5, at: 0, type: 'block-ended', block: 'a', host: 'h', outcome: 'ok', duration: 1 });
  record.close();
  expect(lines(join(record.folder, 'events.jsonl')).map((event) => [event.seq, event.type])).toEqual([
    [0, 'output'],
    [1, 'output'],
    [2, 'note'],
    [5, 'block-ended'],
  ]);
});

it('is followed from any number on while it grows, whole characters across reads', async () => {
  const record = openRecord({ folder, run: 'r3', plan, text: '' });
  const grows = growth();
  const text = '😀ä'.repeat(50_000);
  const got: RunEvent[] = [];
  const follower = (async () => {
    for await (const events of followEvents(join(record.folder, 'events.jsonl'), 2, grows.follow())) got.push(...events);
  })();
  for (let seq = 0; seq < 6; seq++) {
    record.append(output(seq, text));
    grows.grown();
    await new Promise((resolve) => setImmediate(resolve));
  }
  grows.end();
  await follower;
  expect(got).toEqual([2, 3, 4, 5].map((seq) => output(seq, text)));
});

it('is kept for its time and as long as there is room, the newest first; one that is written to stays', () => {
  const own = join(folder, 'old');
  const day = 86_400_000;
  const now = Date.now();
  const make = (id: string, age: number, bytes: number): string => {
    mkdirSync(join(own, id), { recursive: true });
    writeFileSync(join(own, id, 'events.jsonl'), 'x'.repeat(bytes));
    utimesSync(join(own, id, 'events.jsonl'), new Date(now - age), new Date(now - age));
    return id;
  };
  const young = make('20260401T000000000Z-00000a', 2 * day, 400);
  const middle = make('20260301T000000000Z-00000b', 30 * day, 400);
  const large = make('20260201T000000000Z-00000c', 60 * day, 400);
  const old = make('20260101T000000000Z-00000d', 91 * day, 1);
  const busy = make('20250101T000000000Z-00000e', 0, 5000);
  mkdirSync(join(own, 'no-record'));
  expect(cleanRecords(own, now, { age: 90 * day, bytes: 1000 })).toEqual([large, old]);
  expect(recordIds(own)).toEqual([young, middle, busy]);
  expect(statSync(join(own, 'no-record')).isDirectory()).toBe(true);
  expect([findRun(own, 'last'), findRun(own, '20260301'), findRun(own, '00e')]).toEqual([young, middle, busy]);
  expect(() => findRun(own, '2026')).toThrow(/could be 2 runs/);
  expect(() => findRun(own, '../x')).toThrow(/no run is called/);
});
