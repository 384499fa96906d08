import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awaited } from '../../../../client/src/cli/run/awaited.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function shown() {
  const lines: string[] = [];
  const out = { print: () => undefined, status: (line: string) => void lines.push(line), clear: () => void lines.push('') };
  return { lines, waiting: awaited(out) };
}

it('says who is waited for, not before half a second, and nothing when all have answered', () => {
  const { lines, waiting } = shown();
  for (const host of ['h1', 'h2', 'h3']) waiting.looking(host, false);
  waiting.looking('h1', true);
  vi.advanceTimersByTime(400);
  expect(lines).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(lines).toEqual(['   1 answered, waiting for h[2-3]']);
  waiting.looking('h2', true);
  waiting.looking('h3', true);
  vi.advanceTimersByTime(2_000);
  expect(lines).toHaveLength(1);
});

it('leaves the line to a question, and goes for good', async () => {
  const { lines, waiting } = shown();
  waiting.looking('h1', false);
  let typed = (_: string): void => undefined;
  const asked = waiting.quiet(() => new Promise((answer) => (typed = answer)))({ id: 'q', kind: 'secret', message: 'Password' } as never);
  vi.advanceTimersByTime(2_000);
  expect(lines).toEqual(['']);
  typed('x');
  expect(await asked).toBe('x');
  vi.advanceTimersByTime(600);
  expect(lines.at(-1)).toBe('   waiting for h1');
  waiting.done();
  vi.advanceTimersByTime(2_000);
  expect(lines.at(-1)).toBe('');
});
