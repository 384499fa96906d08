import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

const suite = (name: string, timeout: number, parallel: boolean) => ({
  resolve: { alias: { vscode: `${root}test/vscode.ts` } },
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
  root,
  test: {
    projects: [
      suite('unit', 60_000, true),
      suite('host', 90_000, true),
      suite('daemons', 240_000, false),
      suite('fleet', 180_000, false),
      suite('corpus', 300_000, false),
      suite('long', 3_600_000, false),
    ],
  },
});
