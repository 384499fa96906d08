import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { screen } from '../../../../client/src/cli/run/screen.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** A screen of a terminal that is 20 columns wide; `seen` gives what was written since it was asked last. */
function terminal() {
  let written = '';
  const stream = { isTTY: true, columns: 20, write: (text: string) => (written += text) };
  const seen = (): string => {
    const since = written;
    written = '';
    return since;
  };
  return { ...screen(stream as unknown as NodeJS.WriteStream), seen };
}

it('shows at most ten states a second, and the last one though nothing comes after it', () => {
  const { status, seen } = terminal();
  status('1 running');
  expect(seen()).toBe('1 running');
  status('2 running');
  status('3 running');
  vi.advanceTimersByTime(99);
  expect(seen()).toBe('');
  vi.advanceTimersByTime(1);
  expect(seen()).toBe('\r\x1b[K3 running');
  vi.advanceTimersByTime(10_000);
  expect(seen()).toBe('');
});

it('shows no state that was still to come once it is cleared, or lines follow', () => {
  const { status, print, clear, seen } = terminal();
  for (const end of [clear, () => status(''), () => print('line\n')]) {
    vi.advanceTimersByTime(100);
    status('first');
    status('second');
    end();
    vi.advanceTimersByTime(10_000);
    expect(seen()).not.toContain('second');
  }
});

it('cuts a state to the width, and has none without a terminal', () => {
  const { status, seen } = terminal();
  status('more than twenty columns of it');
  expect(seen()).toBe('more than twenty co');
  let written = '';
  screen({ write: (text: string) => (written += text) } as unknown as NodeJS.WriteStream).status('1 running');
  expect(written).toBe('');
});
