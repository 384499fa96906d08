import { describe, expect, it } from 'vitest';
import { type BlockOutcome, outcomeLine, standingOf, withEvent } from '../../../../client/src/editor/runs/block-outcome.ts';
import { agoText } from '../../../../client/src/editor/words/ago-text.ts';
import type { RunEvent } from '../../../../client/src/run/events.ts';
import type { Outcome } from '../../../../client/src/run/outcome.ts';

const empty: BlockOutcome = { digest: 'd', running: [], ended: new Map() };
const started = (host: string, block = 'b'): RunEvent => ({ seq: 0, at: 0, type: 'block-started', block, host });
const ended = (host: string, outcome: Outcome, more: object = {}): RunEvent => ({
  seq: 0,
  at: 0,
  type: 'block-ended',
  block: 'b',
  host,
  outcome,
  duration: 1000,
  ...more,
});
const outcomeOf = (...events: readonly RunEvent[]): BlockOutcome =>
  events.reduce((outcome, event) => withEvent(outcome, 'b', event), empty);

describe('the outcome of a block', () => {
  it('is nothing before it runs, and not touched by other blocks', () => {
    expect(standingOf(empty)).toBeUndefined();
    expect(outcomeOf(started('h', 'other'))).toEqual(empty);
  });

  it('is running while one host runs', () => {
    const outcome = outcomeOf(started('web1'), started('web2'), ended('web1', 'ok'));
    expect(standingOf(outcome)).toBe('running');
    expect(outcomeLine(outcome)).toBe('running on web2 · ok');
  });

  it('is as bad as its worst host, and names the hosts that are not well', () => {
    const outcome = outcomeOf(ended('lb1', 'ok'), ended('lb2', 'failed', { exit: 1, duration: 1400 }), ended('lb3', 'ok'));
    expect(standingOf(outcome)).toBe('bad');
    expect(outcomeLine(outcome)).toBe('2 ok · 1 failed (lb2) · 1.4 s');
    expect(standingOf(outcomeOf(ended('a', 'ok'), ended('b', 'symptom')))).toBe('symptom');
    expect(standingOf(outcomeOf(ended('a', 'unchanged'), ended('b', 'skipped')))).toBe('well');
    expect(standingOf(outcomeOf(ended('a', 'symptom'), ended('b', 'skipped')))).toBe('symptom');
    for (const outcome of ['failed', 'unexpected', 'timed-out', 'cancelled', 'lost', 'unreachable', 'refused'] as const)
      expect(standingOf(outcomeOf(ended('a', outcome)))).toBe('bad');
  });

  it('names what went well first, in whatever order hosts were done', () => {
    const outcome = outcomeOf(ended('c', 'failed'), ended('b', 'symptom'), ended('a', 'ok'), ended('d', 'failed'));
    expect(outcomeLine(outcome)).toBe('1 ok · 1 symptom (b) · 2 failed (c,d) · 1.0 s');
  });

  it('leaves the names of many to the hover', () => {
    const odd = Array.from({ length: 40 }, (_, n) => `web${2 * n + 1}`);
    const outcome = outcomeOf(...odd.map((host) => ended(host, 'failed')), ended('db1', 'symptom'));
    expect(outcomeLine(outcome)).toBe('1 symptom (db1) · 40 failed · 1.0 s');
    expect(outcomeLine(outcomeOf(...odd.map((host) => started(host))))).toBe('running');
  });

  it('says why, of a single host, in one line', () => {
    expect(outcomeLine(outcomeOf(ended('a', 'failed', { message: 'exit status 3\nmore' })))).toBe('failed · exit status 3 · 1.0 s');
    expect(outcomeLine(outcomeOf(ended('a', 'failed', { message: 'x'.repeat(200) })))).toMatch(/^failed · x{79}… · 1\.0 s$/);
    expect(outcomeLine(outcomeOf(ended('a', 'failed', { message: '\u001b[31mred' })))).toBe('failed · red · 1.0 s');
  });

  it('is neither well nor bad where no host came to it, and then took no time', () => {
    const why = { duration: 0, message: 'a host failed, and `max-failures` allows none' };
    const outcome = outcomeOf(ended('a', 'skipped', why), ended('b', 'skipped', why));
    expect(standingOf(outcome)).toBe('skipped');
    expect(outcomeLine(outcome)).toBe('2 skipped');
    expect(outcomeLine(outcomeOf(ended('a', 'skipped', why)))).toBe('skipped · a host failed, and `max-failures` allows none');
  });

  it('takes the last word of a host that is asked again', () => {
    expect(outcomeLine(outcomeOf(ended('a', 'symptom'), started('a'), ended('a', 'ok')))).toBe('ok · 1.0 s');
  });

  it('says how long ago the last host was done, where it is asked when', () => {
    const outcome = outcomeOf(ended('a', 'ok', { at: 1_000_000 }));
    expect(outcomeLine(outcome, 1_000_000)).toBe('ok · 1.0 s · just now');
    expect(outcomeLine(outcome, 1_000_000 + 125_000)).toBe('ok · 1.0 s · 2 min ago');
    expect(outcomeLine(outcome, 0)).toBe('ok · 1.0 s · just now');
    expect(outcomeLine(outcomeOf(ended('a', 'ok'), started('b')), 99_000_000)).toBe('running on b · ok');
  });

  it.each([
    [29_999, 'just now'],
    [30_000, '1 min ago'],
    [59 * 60_000, '59 min ago'],
    [60 * 60_000, '1 h ago'],
    [23 * 3_600_000, '23 h ago'],
    [24 * 3_600_000, '1 day ago'],
    [80 * 24 * 3_600_000, '80 days ago'],
  ])('calls %d ms "%s"', (milliseconds, words) => {
    expect(agoText(milliseconds)).toBe(words);
  });
});
