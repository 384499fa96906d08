import { afterAll, describe, expect, test } from 'vitest';
import { otherDaemons } from '../../daemons/interfaces/other-daemons.ts';
import { tryOther } from '../../daemons/interfaces/try-other.ts';

describe.each(otherDaemons())('$dialect', (daemon) => {
  if ('why' in daemon) {
    test('as judge', () => {
      console.log(`${daemon.why}: its verdict was not asked`);
      expect(process.env['CI']).not.toBe('true');
    });
    return;
  }
  afterAll(() => daemon.end());
  test('and we agree on ten thousand generated files', async () => {
    const { taken, refused } = await tryOther(daemon, 10_000);
    console.log(`${daemon.dialect} took ${taken} and refused ${refused}`);
    expect(taken).toBeGreaterThan(100);
  });
});
