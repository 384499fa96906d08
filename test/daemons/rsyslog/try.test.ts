import { expect } from 'vitest';
import { foretells } from './foretells.ts';

foretells('what we foretell', { rules: 20, messages: 40, runs: 25, timeout: 120_000 }, ({ texts }) => {
  expect(texts).toBeGreaterThan(2000);
});
