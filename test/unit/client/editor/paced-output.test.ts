import { afterEach, describe, expect, it, vi } from 'vitest';
import { pacedOutput } from '../../../../client/src/editor/runs/paced-output.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('what a channel is told', () => {
  it('comes in pieces of whole lines, some time apart, and all of it comes', () => {
    vi.useFakeTimers();
    const told: string[] = [];
    const paced = pacedOutput((text) => told.push(text));
    const text = Array.from({ length: 2000 }, (_, n) => `web${n}: a line of some forty characters\n`).join('');
    for (let at = 0; at < text.length; at += 777) paced.append(text.slice(at, at + 777));
    vi.advanceTimersByTime(150);
    expect(told).toHaveLength(1);
    vi.runAllTimers();
    expect(told.join('')).toBe(text);
    expect(Math.max(...told.map(({ length }) => length))).toBeLessThan(16_100);
    expect(told.every((piece) => piece.endsWith('\n'))).toBe(true);
  });

  it('comes though no line ever ends', () => {
    vi.useFakeTimers();
    const told: string[] = [];
    const paced = pacedOutput((text) => told.push(text));
    paced.append('x'.repeat(40_000));
    vi.runAllTimers();
    paced.append('more\n');
    vi.runAllTimers();
    expect(told.join('')).toBe(`${'x'.repeat(40_000)}more\n`);
  });
});
