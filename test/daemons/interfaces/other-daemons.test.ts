import { afterAll, describe, expect, test } from 'vitest';
import { otherDaemons } from './other-daemons.ts';
import { tryOther } from './try-other.ts';

describe.each(otherDaemons())('$dialect', (daemon) => {
  if ('why' in daemon) {
    test('as judge', () => {
      console.log(`${daemon.why}: its verdict was not asked`);
      expect(process.env['CI']).not.toBe('true');
    });
    return;
  }
  afterAll(() => daemon.end());
  test('and we agree on generated files', async () => {
    const { taken, refused } = await tryOther(daemon, 300);
    expect(taken).toBeGreaterThan(10);
    // ifupdown-ng takes nearly everything.
    expect(refused).toBeGreaterThan(daemon.dialect === 'ifupdown-ng' ? -1 : 10);
  });
});
