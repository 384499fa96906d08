import type { Machine } from './machine.ts';

/** A browser: no disk, no program, no name. */
export const browserMachine: Machine = {
  hostName: 'localhost',
  rulePages: () => () => undefined,
  sources: async () => ({}),
};
