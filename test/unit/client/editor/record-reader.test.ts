import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomeLine } from '../../../../client/src/editor/runs/block-outcome.ts';
import { recordedRun, recordedRuns } from '../../../../client/src/editor/runs/record-reader.ts';
import { recordedOutcomes } from '../../../../client/src/editor/runs/recorded-outcomes.ts';
import { HostStates } from '../../../../client/src/editor/hosts/host-states.ts';
import { RecordedHosts } from '../../../../client/src/editor/hosts/recorded-hosts.ts';
import type { RunEventBody } from '../../../../client/src/run/events.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsbook-records-'));
const before = process.env['XDG_STATE_HOME'];

const plan = {
  format: 1,
  draft: { title: 'Disk \u001b[31mfull', file: '/r/disk.md', blocks: [{ name: 'a', targets: ['web1'] }], batches: [], inputs: [] },
  hosts: [{ name: 'web1' }],
  files: [],
  notes: [],
  hash: 'h',
};

/** Writes a record as the runner does; `rest` is what stands behind its last whole line. */
function record(run: string, text: string, bodies: readonly RunEventBody[], rest = ''): void {
  const own = join(folder, 'opsbook/runs', run);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'plan.json'), JSON.stringify(plan));
  writeFileSync(join(own, 'runbook.md'), text);
  const events = [{ type: 'run-started', run, plan }, ...bodies].map((body, seq) => JSON.stringify({ seq, at: 1000 + seq, ...body }));
  writeFileSync(join(own, 'events.jsonl'), `${events.join('\n')}\n${rest}`);
}

const ended = (block: string, outcome: 'ok' | 'failed', host = 'web1'): RunEventBody => ({
  type: 'block-ended',
  block,
  host,
  outcome,
  duration: 5,
});
const over: RunEventBody = { type: 'run-ended', outcome: 'failed', exitStatus: 1, counts: {} };

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = folder;
  record('20260101T000000001Z-000001', 'old', [ended('a', 'failed'), ended('b', 'failed'), over]);
  record('20260101T000000002Z-000002', 'new', [ended('a', 'ok'), { type: 'block-started', block: 'b', host: 'web1' }], '{"seq":3,"ty');
  record('not-a-run', 'x', []);
});

afterAll(() => {
  if (before === undefined) delete process.env['XDG_STATE_HOME'];
  else process.env['XDG_STATE_HOME'] = before;
  rmSync(folder, { recursive: true });
});

describe('records in the editor', () => {
  it('are listed newest first, each with how it ended', async () => {
    const runs = await recordedRuns((file) => file === '/r/disk.md', 10);
    expect(runs.map(({ run, title, outcome }) => [run.slice(-6), title, outcome])).toEqual([
      ['000002', 'Disk full', undefined],
      ['000001', 'Disk full', 'failed'],
    ]);
    expect(await recordedRuns(() => false, 10)).toEqual([]);
    expect(await recordedRuns(() => true, 1)).toHaveLength(1);
  });

  it('say where they end before their run did, and nothing goes on in them', async () => {
    const state = await recordedRun('20260101T000000002Z-000002');
    expect(state?.trouble).toBe('the record ends before the run did');
    expect(state?.groups('b').map(({ running, answer }) => [running, answer.end?.outcome])).toEqual([[false, 'lost']]);
    expect((await recordedRun('20260101T000000001Z-000001'))?.trouble).toBeUndefined();
    expect(await recordedRun('20260101T000000003Z-000003')).toBeUndefined();
  });

  it('give hosts their last words, those of runs that go on aside', async () => {
    record('20260101T000000003Z-000003', 'newest', [ended('b', 'failed', 'web2'), over]);
    const runs = await recordedRuns(() => true, 10);
    const states = new HostStates();
    states.next({ seq: 0, at: 5000, ...ended('now', 'ok', 'web2') });
    const told = new RecordedHosts(states);
    expect(await told.read(runs)).toBe(true);
    expect([states.of('web1')?.words, states.of('web2')?.words]).toEqual(['b: failed', 'now: ok']);
    expect(await told.read(runs)).toBe(false);
    rmSync(join(folder, 'opsbook/runs/20260101T000000003Z-000003'), { recursive: true });
  });

  it('give each block its newest end, with the digest of the text that ran', async () => {
    const found = await recordedOutcomes('/r/disk.md', ['a', 'b', 'c'], async (text) => ({ a: `a of ${text}`, b: `b of ${text}` }));
    expect([...found].map(([name, { outcome }]) => [name, outcome.digest, outcomeLine(outcome)])).toEqual([
      ['a', 'a of new', 'ok · 5 ms'],
      ['b', 'b of old', 'failed · 5 ms'],
    ]);
  });
});
