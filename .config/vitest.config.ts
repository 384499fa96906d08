import { defineConfig } from 'vitest/config';

const suite = (name: string, timeout: number, parallel: boolean) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: Math.max(timeout, 60_000),
    fileParallelism: parallel,
    environment: 'node' as const,
    setupFiles: ['test/seed.ts'],
    ...(name === 'long' ? { env: { OPSBOOK_LONG: '1' } } : {}),
  },
});

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    projects: [
      suite('unit', 20_000, true),
      suite('host', 30_000, true),
      suite('daemons', 120_000, false),
      suite('fleet', 60_000, false),
      suite('corpus', 300_000, false),
      suite('long', 3_600_000, false),
    ],
  },
});
