import { expect, it } from 'vitest';
import { connectionPool } from '../../../../client/src/run/connections.ts';

it('says nothing of a leak where many hosts wait to be let go', async () => {
  const warnings: string[] = [];
  const hear = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', hear);
  const never = async (): Promise<never> => Promise.reject(new Error('not in this test'));
  let left = 0;
  const pool = connectionPool(
    {
      local: never,
      sandbox: never,
      resolve: (name) => ({ name }) as never,
      open: (_details, _asking, over) =>
        new Promise((_resolve, reject) => {
          over.addEventListener('abort', () => {
            left++;
            reject(new Error('nobody waits'));
          });
        }),
    },
    async () => undefined,
  );
  try {
    const hosts = Array.from({ length: 30 }, (_, number) => pool.get(`h${number}`).catch(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    await pool.close();
    await Promise.all(hosts);
    expect(left).toBe(30);
    // Warnings are told a turn later.
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  } finally {
    process.off('warning', hear);
  }
});
