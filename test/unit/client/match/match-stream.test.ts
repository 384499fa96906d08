import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchStream } from '../../../../client/src/match/match-stream.ts';
import { symptomMatcher } from '../../../../server/src/core/index.ts';

const disk = { symptoms: [{ match: 'No space left on (?<device>\\S+)' }], inputs: ['device'] };
const web = { symptoms: [{ match: '^web\\d' }, { match: '503$' }], inputs: [] };
const bad = { symptoms: [{ match: '(' }, { match: '(a+)+$' }], inputs: [] };

/** Gives a log's bytes in pieces of the sizes that are said, over and over. */
function reader(log: Buffer, sizes: readonly number[]) {
  let at = 0;
  let turn = 0;
  return async (buffer: Buffer, offset: number, length: number): Promise<number> => {
    const count = Math.min(length, sizes[turn++ % sizes.length] ?? length, log.length - at);
    log.copy(buffer, offset, at, at + count);
    at += count;
    return count;
  };
}

describe('the runbook for a log', () => {
  it('is told with its first line, its count, and values for inputs', async () => {
    const log = Buffer.from('nothing\nNo space left on sda1 now\r\nx 503\nNo space left on sdb1\n');
    const found = await matchStream(reader(log, [7]), symptomMatcher([disk, web, bad]));
    expect(found).toEqual([
      { runbook: disk, count: 2, line: 2, text: 'No space left on sda1 now', values: { device: 'sda1' }, last: 4 },
      { runbook: web, count: 1, line: 3, text: 'x 503', values: {}, last: 3 },
    ]);
  });

  it('is the same however the bytes come, and the same as line by line', async () => {
    const part = fc.constantFrom('web1 up', 'x 503', 'No space left on s', '\n', '\r\n', 'é', '\u0000', ' ', 'web');
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (parts, sizes) => {
          const text = parts.join('');
          const matcher = symptomMatcher([disk, web, bad]);
          const found = await matchStream(reader(Buffer.from(text), sizes), matcher);
          const expected = [disk, web].map(
            (runbook) =>
              text.split('\n').filter((line) => matcher.line(line.replace(/\r$/, '')).some((match) => match.runbook === runbook)).length,
          );
          expect([disk, web].map((runbook) => found.find((match) => match.runbook === runbook)?.count ?? 0)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not keep a line that has no end, nor stand still on it', async () => {
    const found = await matchStream(reader(Buffer.alloc(20 << 20, 'a'), [1 << 16]), symptomMatcher([disk, web, bad]));
    expect(found).toEqual([]);
  });

  it('leaves out a pattern that could take for ever, and one that refers to a group works by itself', () => {
    const twice = { symptoms: [{ match: '(\\w)\\1 failed' }], inputs: [] };
    expect(symptomMatcher([bad]).line('a'.repeat(50_000))).toEqual([]);
    expect([...symptomMatcher([twice, disk]).text('ab failed\nbb failed\n')].map(({ start }) => start)).toEqual([10]);
  });
});
