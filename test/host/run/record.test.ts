import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../client/src/run/events.ts';
import { cleanRecords } from '../../../client/src/run/records/clean-records.ts';
import { unfiled } from '../../../client/src/run/records/filed-output.ts';
import { findRun, readRecord, recordIds } from '../../../client/src/run/records/read-record.ts';
import { runStory } from '../../../client/src/run/records/run-story.ts';
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

it('is a folder of its own that nobody else may read, with what was run in it', async () => {
  const record = openRecord({ folder: join(folder, 'new', 'runs'), run: 'r1', plan, text: '# It\n' });
  expect(statSync(record.folder).mode & 0o777).toBe(0o700);
  for (const file of ['plan.json', 'runbook.md', 'events.jsonl']) expect(statSync(join(record.folder, file)).mode & 0o777).toBe(0o600);
  await record.append(output(0, 'first\n'));
  // Not closed yet: what happened is there all the same.
  expect(lines(join(record.folder, 'events.jsonl'))).toEqual([output(0, 'first\n')]);
  await record.close();
  await record.append(output(1, 'late'));
  expect(lines(join(record.folder, 'events.jsonl'))).toHaveLength(1);
  expect(() => openRecord({ folder: join(folder, 'new', 'runs'), run: 'r1', plan, text: '' })).toThrow();
});

const limits = { inline: 10, allInline: 40, kept: 100, allKept: 60 };
const printed = (seq: number, host: string, text: string, stream: 'stdout' | 'stderr' = 'stdout'): RunEvent => ({
  seq,
  at: 0,
  type: 'output',
  block: 'a',
  host,
  stream,
  text,
});
const ended = (seq: number, host: string): RunEvent => ({ seq, at: 0, type: 'block-ended', block: 'a', host, outcome: 'ok', duration: 1 });

it('puts much output into a file of its own, all of it in order, and reads it again', async () => {
  const run = '20260402T000000000Z-0000f1';
  const record = openRecord({ folder, run, plan, text: '', outputs: { ...limits, allKept: 1000 } });
  const told: RunEvent[] = [{ seq: 0, at: 0, type: 'run-started', run, plan }];
  const say = (host: string, text: string, stream?: 'stdout' | 'stderr'): void => void told.push(printed(told.length, host, text, stream));
  say('../h/1', 'line 1\n');
  say('../h/1', 'grün ☃\n', 'stderr');
  say('quiet', 'a\n');
  say('../h/1', 'line 3\n');
  told.push(ended(told.length, '../h/1'), ended(told.length + 1, 'quiet'));
  for (const event of told) await record.append(event);
  await record.close();
  const outputs = join(record.folder, 'outputs');
  expect(readdirSync(outputs)).toEqual(['0001-a@.._h_1.txt']);
  expect(readFileSync(join(outputs, '0001-a@.._h_1.txt'), 'utf8')).toBe('line 1\ngrün ☃\nline 3\n');
  expect([outputs, join(outputs, '0001-a@.._h_1.txt')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  const read = readRecord(folder, run);
  expect(read.events.map(({ type }) => type)).toEqual(['run-started', 'output', 'filed', 'output', 'filed', 'block-ended', 'block-ended']);
  expect(read.events.map((event) => (event.type === 'filed' ? unfiled(read.folder, event) : event))).toEqual(told);
  const { blocks } = runStory(read);
  expect(blocks[0]?.runs.map(({ host, stdout, stderr, dropped }) => [host, stdout, stderr, dropped])).toEqual([
    ['../h/1', 'line 1\nline 3\n', 'grün ☃\n', 0],
    ['quiet', 'a\n', '', 0],
  ]);
  // A file that is gone is output that is not there, no error.
  rmSync(outputs, { recursive: true });
  expect(runStory(read).blocks[0]?.runs[0]?.stdout).toBe('line 1\n');
});

it('keeps of an endless output what each host has for certain and what the pool holds, and says so once', async () => {
  const record = openRecord({ folder, run: 'r2', plan, text: '', outputs: limits });
  let seq = 0;
  for (let i = 0; i < 50; i++) await record.append(printed(seq++, 'flood', 'x'.repeat(10)));
  for (let i = 0; i < 10; i++) await record.append(printed(seq++, 'quiet', 'y'.repeat(10)));
  await record.append(ended(seq++, 'flood'));
  await record.close();
  const notes = lines(join(record.folder, 'events.jsonl')).filter((event) => event.type === 'note');
  expect(notes.map((event) => [event.host, event.message])).toEqual([['flood', 'output beyond 160 characters is not kept in the record']]);
  const sizes = readdirSync(join(record.folder, 'outputs')).map((name) => statSync(join(record.folder, 'outputs', name)).size);
  expect(sizes).toEqual([160, 100]);
});

it('holds few files open, however many hosts flood', async () => {
  const open = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);
  const before = open();
  let most = 0;
  const written = (): void => {
    most = Math.max(most, open() - before);
  };
  const record = openRecord({ folder, run: 'r4', plan, text: '', outputs: { ...limits, allKept: 1e6 }, written });
  for (let round = 0; round < 3; round++) for (let i = 0; i < 200; i++) await record.append(printed(0, `h${i}`, `${round}`.repeat(20)));
  await record.close();
  expect(most).toBeLessThan(40);
  const outputs = join(record.folder, 'outputs');
  expect(readdirSync(outputs)).toHaveLength(200);
  expect(readFileSync(join(outputs, '0200-a@h199.txt'), 'utf8')).toBe(`${'0'.repeat(20)}${'1'.repeat(20)}${'2'.repeat(20)}`);
});

it('tells of output when it is in its file, and holds back who is faster than the disk', async () => {
  const run = '20260402T000000000Z-0000f2';
  let told = 0;
  const own = join(folder, run);
  const written = (): void => {
    for (const event of lines(join(own, 'events.jsonl')).slice(told)) {
      told++;
      if (event.type === 'filed') expect(statSync(join(own, 'outputs', event.file)).size).toBeGreaterThanOrEqual(event.from + event.bytes);
    }
  };
  const record = openRecord({ folder, run, plan, text: '', written });
  const piece = 'x'.repeat(65_535);
  let waits = 0;
  await record.append({ seq: 0, at: 0, type: 'run-started', run, plan });
  for (let seq = 1; seq <= 100; seq++) {
    const room = record.append(printed(seq, 'h', `${piece}\n`));
    if (room !== undefined) waits++;
    await room;
  }
  await record.append(ended(101, 'h'));
  await record.close();
  expect(waits).toBeGreaterThan(0);
  expect(told).toBe(102);
  expect(readFileSync(join(own, 'outputs', '0001-a@h.txt'), 'utf8')).toBe(`${piece}\n`.repeat(100));
  expect(runStory(readRecord(folder, run)).blocks[0]?.runs[0]?.stdout).toHaveLength(262_144);
});

it('says once that it cannot be written', async () => {
  const record = openRecord({ folder, run: 'r5', plan, text: '', outputs: limits });
  await record.append(printed(0, 'h', 'x'.repeat(11)));
  // Where the outputs' folder was there is a file now.
  rmSync(join(record.folder, 'outputs'), { recursive: true });
  writeFileSync(join(record.folder, 'outputs'), '');
  await record.append(ended(1, 'h'));
  await record.append(printed(2, 'other', 'x'.repeat(11)));
  await expect(record.close()).rejects.toThrow(/ENOTDIR/);
  await record.close();
});

it('is written to its end when the process exits in the midst of a large output', () => {
  const run = '20260402T000000000Z-0000f3';
  const program = join(folder, 'exits.mjs');
  const source = fileURLToPath(new URL('../../../client/src/run/records/record.ts', import.meta.url));
  const bundle = join(folder, 'record.cjs');
  buildSync({ entryPoints: [source], outfile: bundle, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  writeFileSync(
    program,
    `import { createRequire } from 'node:module';
const { openRecord } = createRequire(import.meta.url)(${JSON.stringify(bundle)});
const record = openRecord(${JSON.stringify({ folder, run, plan, text: '' })});
record.append(${JSON.stringify({ seq: 0, at: 0, type: 'run-started', run, plan })});
for (let seq = 1; seq <= 40; seq++) record.append({ seq, at: 0, type: 'output', block: 'a', host: 'h', stream: 'stdout', text: String(seq % 10).repeat(50000) });
setImmediate(() => setImmediate(() => process.exit(3)));
`,
  );
  expect(spawnSync(process.execPath, [program]).status).toBe(3);
  const text = readFileSync(join(folder, run, 'outputs', '0001-a@h.txt'), 'utf8');
  expect(text).toBe(Array.from({ length: 40 }, (_, at) => String((at + 1) % 10).repeat(50_000)).join(''));
  expect(readRecord(folder, run).events.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, seq) => seq));
});

it('is followed from any number on while it grows, whole characters across reads', async () => {
  const record = openRecord({ folder, run: 'r3', plan, text: '', outputs: { inline: 1e7, allInline: 1e7, kept: 1e7, allKept: 0 } });
  const grows = growth();
  const text = '😀ä'.repeat(50_000);
  const got: RunEvent[] = [];
  const follower = (async () => {
    for await (const events of followEvents(join(record.folder, 'events.jsonl'), 2, grows.follow())) got.push(...events);
  })();
  for (let seq = 0; seq < 6; seq++) {
    await record.append(output(seq, text));
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
  // What an old run printed goes before any record goes for it.
  const outputs = join(own, middle, 'outputs');
  mkdirSync(outputs);
  writeFileSync(join(outputs, '0001.txt'), 'x'.repeat(900));
  utimesSync(join(outputs, '0001.txt'), new Date(now - 30 * day), new Date(now - 30 * day));
  expect(cleanRecords(own, now, { age: 90 * day, bytes: 1000 })).toEqual([large, old]);
  expect(recordIds(own)).toEqual([young, middle, busy]);
  expect(existsSync(outputs)).toBe(false);
  expect(statSync(join(own, 'no-record')).isDirectory()).toBe(true);
  expect([findRun(own, 'last'), findRun(own, '20260301'), findRun(own, '00e')]).toEqual([young, middle, busy]);
  expect(() => findRun(own, '2026')).toThrow(/could be 2 runs/);
  expect(() => findRun(own, '../x')).toThrow(/no run is called/);
});
