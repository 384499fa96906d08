import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';

interface Failure {
  suite: string;
  name: string;
  place?: string;
  why: string;
}
interface TryAgain {
  tryAgain(
    failures: Failure[],
    run: (suite: string, places: string[]) => { passed: number; failures: Omit<Failure, 'suite'>[] },
  ): {
    failed: Failure[];
    unsteady: Failure[];
  };
}

const { tryAgain } = (await import(fileURLToPath(new URL('../../../.config/test/try-again.mjs', import.meta.url)))) as TryAgain;
const failure = (suite: string, name: string, place = `${name}.test.ts`): Failure => ({ suite, name, place, why: 'expected' });

it('runs the place of a failure once more, and calls it unsteady only where the whole place passes then', () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const failures = [failure('host', 'a'), failure('host', 'b'), failure('host', 'b2', 'b.test.ts'), failure('editor', 'c')];
  const asked: [string, string[]][] = [];
  const parted = tryAgain(failures, (suite, places) => {
    asked.push([suite, places]);
    return { passed: 1, failures: suite === 'host' ? [failure('host', 'b')] : [] };
  });
  expect(asked).toEqual([
    ['host', ['a.test.ts', 'b.test.ts']],
    ['editor', ['c.test.ts']],
  ]);
  expect(parted.failed.map(({ name }) => name)).toEqual(['b', 'b2']);
  expect(parted.unsteady.map(({ name }) => name)).toEqual(['a', 'c']);
});

it.each([
  ['a suite that answers the same each time', [failure('unit', 'a')]],
  ['a suite that is broken', ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => failure('host', name))],
  ['a run that ended badly', [{ suite: 'host', name: 'host', why: 'exit status 1' }]],
])('gives no second try to %s', (_what, failures) => {
  const run = vi.fn();
  expect(tryAgain(failures, run)).toEqual({ failed: failures, unsteady: [] });
  expect(run).not.toHaveBeenCalled();
});

it('keeps the failures where the second run ends badly', () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const failures = [failure('host', 'a')];
  expect(tryAgain(failures, () => ({ passed: 0, failures: [{ name: 'host', why: 'exit status 1' }] }))).toEqual({
    failed: failures,
    unsteady: [],
  });
});
