import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { logrotateStatus } from '../../../server/src/core/languages/logrotate-status/index.ts';
import { judgeText } from '../../corpus/judge-text.ts';
import { installedLogrotate } from '../logrotate/daemon.ts';

const version = installedLogrotate();
const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const path = oneOf(
  '/var/log/a',
  '"/var/log/b"',
  '"/var/log/my app.log"',
  "'/c'",
  '"/d\\"e"',
  '"/f\\\\g"',
  '/h\\ i',
  '"/open',
  '""',
  '/j k',
  '/ü',
  '/back\\',
);
const part = fc.integer({ min: -1, max: 62 });
const date = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1969, max: 2101 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: -1, max: 32 }),
        fc.integer({ min: 0, max: 24 }),
      )
      .map(([y, m, d, h]) => `${y}-${m}-${d}-${h}:0:0`),
  },
  {
    weight: 12,
    arbitrary: fc.tuple(fc.integer({ min: 2000, max: 2030 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${m}-7-3:2:1`),
  },
  { weight: 2, arbitrary: fc.tuple(part, part).map(([m, s]) => `2026-1-5-0:${m}:${s}`) },
  {
    weight: 2,
    arbitrary: oneOf('2026-1-5', '2026-1', '1900-1-1', '2026-1-5-', '2026-1-5x', '2026-1-5-3', '"2026-1-5"', '2026- 1-5', 'today', ''),
  },
);
const line = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.tuple(path, oneOf(' ', '  ', '\t'), date, oneOf('', '', '', ' ', ' x', '\r')).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: oneOf('', ' ', '# a comment', '/only', '\\') },
);
const top = fc.oneof(
  { weight: 12, arbitrary: oneOf('logrotate state -- version 2\n', 'logrotate state -- version 1\n') },
  {
    weight: 1,
    arbitrary: oneOf('', 'logrotate state -- version 3\n', 'logrotate state -- version 2\r\n', 'logrotate state -- version 2', '\n'),
  },
);
const states = fc
  .tuple(top, fc.array(line, { maxLength: 4 }), oneOf('\n', '\n', '\n', ''))
  .map(([first, lines, end]) => (lines.length === 0 ? first : `${first}${lines.join('\n')}${end}`));

if (version === undefined) {
  test('logrotate as judge of state files', () => {
    console.log('logrotate is not installed: its verdict was not asked');
    expect(process.env['CI']).not.toBe('true');
  });
} else {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-status-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'empty.conf'), '# nothing\n', { mode: 0o644 });

  /** The first error of logrotate's reading of a state file; undefined where it takes it. */
  const refusal = (text: string): string | undefined => {
    const state = join(folder, 'state');
    writeFileSync(state, text);
    const { stderr, error } = spawnSync('logrotate', ['-d', '-s', state, join(folder, 'empty.conf')], { encoding: 'utf8' });
    if (error !== undefined) throw error;
    return stderr.split('\n').find((one) => one.startsWith('error: ') && one.includes('state file'));
  };

  test(`logrotate ${version} and we agree on generated state files, and on the line`, () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(states, (text) => {
        const theirs = refusal(text);
        const ours = judgeText(logrotateStatus, text, {}).filter(({ severity }) => severity === 'error');
        if (theirs === undefined) accepted++;
        else refused++;
        expect(ours.length > 0, `${theirs ?? 'taken'}\n${ours.map(({ message }) => message).join('\n')}`).toBe(theirs !== undefined);
        const named = /line (\d+)/.exec(theirs ?? '')?.[1];
        if (named !== undefined) expect(ours[0]?.line).toBe(Number(named));
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(40);
    expect(refused).toBeGreaterThan(40);
  });

  test('a line of the longest length is taken, and one byte more is not', () => {
    const of = (bytes: number): string => {
      const rest = ' 2026-1-5\n';
      return `logrotate state -- version 2\n/${'a'.repeat(bytes - rest.length - 1)}${rest}`;
    };
    for (const bytes of [8200, 8205, 8206, 8207, 8208]) {
      const ours = judgeText(logrotateStatus, of(bytes), {}).some(({ severity }) => severity === 'error');
      expect(ours, `${bytes} bytes`).toBe(refusal(of(bytes)) !== undefined);
    }
  });
}
